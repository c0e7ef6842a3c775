// node_postgres.js: tagset and tagquery through node-postgres (pg).
const { Client } = require('pg');

const QUERY = 'tech.ai & place.CN-GZ'; // finds 100 of the 20,000 rows
let count = 0;
let failed = 0;

function equal(got, expected, name) {
	const same = JSON.stringify(got) === JSON.stringify(expected);
	console.log(`${same ? '' : 'not '}ok ${++count} - ${name}`);
	if (!same) {
		failed++;
		console.log(`# got      ${JSON.stringify(got)}\n# expected ${JSON.stringify(expected)}`);
	}
}

async function main() {
	const client = new Client(); // PGHOST and its kin say where
	await client.connect();
	const value = async (text, values) => Object.values((await client.query(text, values)).rows[0])[0];

	equal(await value('SELECT tags FROM tagged WHERE id = 200'),
		"{100} 'place.CN-GZ':1/1 'tech.ai':2/1+1 'tech.big_data':5/1", 'a tagset is its text');
	equal(await value('SELECT count(*)::int FROM tagged WHERE tags @@ $1::tagquery', [QUERY]), 100, 'bound text, cast to tagquery');
	equal(await value('SELECT count(*)::int FROM tagged WHERE tags @@ $1', [QUERY]), 100, 'bound text without a cast has no type, so it is a tagquery');
	equal(await value('SELECT count(*)::int FROM tagged WHERE tag_matches(tags, $1)', [QUERY]), 100, 'tag_matches');
	equal(await value('SELECT count(*)::int FROM tagged WHERE tag_has(tags, $1)', ['tech.ai']), 200, 'tag_has');
	equal(await value('SELECT count(*)::int FROM tagged WHERE tags ? $1', ['tech.ai']), 200, 'the operator ?');
	equal(await value('SELECT count(*)::int FROM tagged WHERE tags ?| $1', [['tech.ai', 'place.CN-GZ']]), 200, '?| with an array');
	equal(await value('SELECT count(*)::int FROM tagged WHERE tags ?& $1', [['tech.ai', 'place.CN-GZ']]), 100, '?& with an array');
	equal(await value('SELECT tags::text[] FROM tagged WHERE id = 200'), ['place.CN-GZ', 'tech.ai', 'tech.big_data'], 'keys are an array');
	equal(await value('SELECT tagset($1::text[])', [['tech.ai']]), "'tech.ai':1/1", 'a tagset of an array');
	equal(await value('SELECT count(*) > 0 FROM tagged WHERE tags = ANY($1::tagset[])', [['{100} tech.big_data:2/1']]), true, 'an array of tagsets goes in');
	equal(await value('SELECT array_agg(tags::text ORDER BY id) FROM tagged WHERE id IN (1, 2)'),
		["{100} 'tech.big_data':2/1", "{100} 'tech.big_data':3/1"], 'an array of tagsets comes out as text[]');
	equal((await value('SELECT tags::jsonb FROM tagged WHERE id = 200')).words, 100, 'jsonb is an object');
	equal(await client.query('SELECT $1::tagquery', ['tech.ai &']).then(() => 'no error', (error) => error.code),
		'22P02', 'a malformed query is 22P02');

	await client.query('CREATE TEMP TABLE written (id int, tags tagset)');
	await client.query('INSERT INTO written VALUES ($1, $2)', [1, '{10} tech.ai']);
	equal(await value('SELECT tags FROM written'), "{10} 'tech.ai':1/1", 'a row is written');

	// prepared by the server: the generic plan uses the index
	await client.query('SET plan_cache_mode = force_generic_plan');
	for (const [name, condition] of [['cast_', 'tags @@ $1::tagquery'], ['matches', 'tag_matches(tags, $1)']]) {
		const answer = await client.query({ name, text: `SELECT count(*)::int AS n FROM tagged WHERE ${condition}`, values: [QUERY] });
		equal(answer.rows[0].n, 100, `prepared: ${condition}`);
		const plan = await client.query(`EXPLAIN (COSTS OFF) EXECUTE ${name} ('${QUERY}')`);
		equal(/tagged_tags_idx/.test(JSON.stringify(plan.rows)), true, 'its generic plan uses the index');
	}
	await client.end();
	console.log(`1..${count}`);
	process.exitCode = failed > 0 ? 1 : 0;
}

main().catch((error) => {
	console.log(`Bail out! ${error.stack}`);
	process.exitCode = 2;
});
