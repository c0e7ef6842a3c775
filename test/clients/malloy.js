// malloy.js: Malloy, a semantic layer, groups by concept over the views of tag_create_views(), and
// over a table with a tagset.
const { SingleConnectionRuntime } = require('@malloydata/malloy');
const { PostgresConnection } = require('@malloydata/db-postgres');

const MODEL = `
source: concepts is postgres.table('public.docs_concepts') extend { primary_key: concept }
source: documents is postgres.table('public.docs_documents') extend { primary_key: document_id }
source: facts is postgres.table('public.docs_document_concepts') extend {
	join_one: the_concept is concepts with concept
	join_one: the_document is documents with document_id
	measure: document_count is count(document_id)
	measure: mention_count is mentions.sum()
	view: by_label is { group_by: the_concept.label; aggregate: document_count, mention_count; order_by: document_count desc, label }
}
source: tagged is postgres.table('public.docs')
`;
const QUERIES = [
	['groups by the label of a concept', `run: facts -> by_label + { where: facet = 'tech' }`,
		[['artificial intelligence', 2, 2], ['quantum computing', 2, 2], ['quantum technology', 2, 2]]],
	['counts by facet', `run: facts -> { where: facet = 'tech' | 'place'; group_by: facet; aggregate: document_count; order_by: facet }`, [['place', 2], ['tech', 3]]],
	['joins documents', `run: facts -> { where: the_concept.label = 'Guizhou'; group_by: the_document.body; aggregate: mention_count; order_by: body }`,
		[['Quantum computing in Guizhou.', 1], ['贵州的人工智能。', 1]]],
	['filters by a function of the extension', `run: tagged -> { where: tag_matches!boolean(tags, 'tech.ai & place.CN'); aggregate: n is count() }`, [[1]]],
	['shows a tagset as text', `run: tagged -> { where: id = 4; select: t is tags::string }`, [['{1}']]],
];

async function main() {
	let failed = 0;
	const connection = new PostgresConnection('postgres', undefined, async () => ({
		host: process.env.PGHOST, port: Number(process.env.PGPORT), username: process.env.PGUSER, databaseName: process.env.PGDATABASE }));
	const runtime = new SingleConnectionRuntime({ connection });
	const model = runtime.loadModel(MODEL);

	for (const [i, [name, query, expected]] of QUERIES.entries()) {
		const result = await model.loadQuery(query).run();
		const rows = result.data.toObject().map((row) => Object.values(row).map((field) => (typeof field === 'bigint' ? Number(field) : field)));
		const same = JSON.stringify(rows) === JSON.stringify(expected);
		console.log(`${same ? '' : 'not '}ok ${i + 1} - ${name}`);
		if (!same) {
			failed++;
			console.log(`# got      ${JSON.stringify(rows)}\n# expected ${JSON.stringify(expected)}`);
		}
	}
	await connection.close();
	console.log(`1..${QUERIES.length}`);
	process.exit(failed > 0 ? 1 : 0);
}

main().catch((error) => {
	console.log(`Bail out! ${error.stack}`);
	process.exit(2);
});
