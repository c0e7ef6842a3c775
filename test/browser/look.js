// look.js BROWSER PAGES [SCREENSHOTS]: opens each page of a directory in Chromium, dark and light,
// wide and narrow, and says as TAP whether it is accessible (axe-core: no violation), stays within
// its width, loads nothing, says nothing on the console, and whether a report's links, check boxes
// and keys do what they should. Called by run.sh.
'use strict';

const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');
const axe = require('axe-core');

const [browserPath, pages, screenshots] = process.argv.slice(2);

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync'];
const views = [
	{ name: 'light, wide', scheme: 'light', width: 1300 },
	{ name: 'dark, wide', scheme: 'dark', width: 1300 },
	{ name: 'light, narrow', scheme: 'light', width: 360 },
	{ name: 'dark, narrow', scheme: 'dark', width: 360 },
];

let count = 0;

function report(good, what, why) {
	count++;
	console.log(`${good ? 'ok' : 'not ok'} ${count} - ${what}`);
	if (!good && why)
		console.log(String(why).replace(/^/gm, '# '));
}

// The rules of WCAG 2.2 at levels A, AA and AAA's contrast, and of good practice.
async function violations(page) {
	await page.evaluate(axe.source);
	const result = await page.evaluate(() => window.axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		rules: { 'target-size': { enabled: true }, 'color-contrast-enhanced': { enabled: true } },
	}));
	return result.violations.map(v => `${v.id}: ${v.help}\n` +
		v.nodes.slice(0, 3).map(n => `  ${n.html.slice(0, 200)}\n  ${n.failureSummary}`).join('\n')).join('\n');
}

async function checkView(browser, file, view) {
	const name = `${path.basename(file, '.html')}, ${view.name}`;
	const context = await browser.newContext({ colorScheme: view.scheme, viewport: { width: view.width, height: 900 } });
	const page = await context.newPage();
	const said = [];
	page.on('console', message => said.push(`console: ${message.text()}`));
	page.on('pageerror', error => said.push(`error: ${error}`));
	page.on('dialog', dialog => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
	page.on('request', request => { if (request.url() !== `file://${file}` && request.url() !== 'about:blank') said.push(`request: ${request.url()}`); });
	await page.goto(`file://${file}`);
	report(said.length === 0, `${name}: loads and says nothing`, said.join('\n'));
	const found = await violations(page);
	report(found === '', `${name}: axe-core finds nothing`, found);
	const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	report(over <= 0, `${name}: no wider than the window`, `${over} pixels too wide`);
	if (screenshots)
		await page.screenshot({ path: path.join(screenshots, `${name.replace(/, /g, '-')}.png`), fullPage: true });
	if (view === views[0] && /report-[0-9]/.test(file))
		await checkReport(page, name);
	await context.close();
}

const isShown = (page, selector) => page.evaluate(s => {
	const mark = document.querySelector(s);
	return window.getComputedStyle(mark).backgroundColor !== 'rgba(0, 0, 0, 0)';
}, selector);

// The tables of commitments, targets and periods, of a taxonomy that reads.
async function checkFigures(page, name) {
	const links = await page.$$eval('#commitments a, #targets a, #periods a', all => all.map(a => a.getAttribute('href')));
	const dead = await page.evaluate(all => all.filter(h => !document.querySelector(`article .sentence${h}`)), links);
	report(links.length > 0 && dead.length === 0, `${name}: commitments, targets and periods lead to their sentences`, dead.join(' '));
	const sentences = await page.$$eval('article .sentence', all => all.map(s => `#${s.id}`));
	report(sentences.every(s => links.includes(s)), `${name}: and no sentence is marked off for nothing`);
}

// A report by mouse and by keyboard.
async function checkReport(page, name) {
	const links = await page.$$eval('#concepts td.links a', all => all.map(a => a.getAttribute('href')));
	const dead = await page.evaluate(all => all.filter(h => !document.querySelector(`article mark${h}`)), links);
	report(links.length > 0 && dead.length === 0, `${name}: each row leads to marks in the text`, dead.join(' '));
	const rows = await page.$$eval('tbody tr', all => all.filter(r => !r.querySelector('td a, th a')).length);
	report(rows === 0, `${name}: no row is without a link`, `${rows} rows`);
	const marks = await page.$$eval('article mark[id]', all => all.map(m => `#${m.id}`));
	report(marks.length > 0 && marks.every(m => links.includes(m)), `${name}: and each mark is reached`);

	await checkFigures(page, name);
	await page.click('#concepts td.links a');
	const target = await page.evaluate(() => {
		const box = document.querySelector(':target').getBoundingClientRect();
		const bar = document.querySelector('.facets').getBoundingClientRect();
		return box.top >= Math.min(bar.bottom, 200) - 1 && box.bottom <= window.innerHeight;
	});
	report(target, `${name}: a link brings its mark into view, not under the legend`);

	const box = (await page.$$('.facets input'))[0];
	const facet = (await box.getAttribute('id')).replace('show-', '');
	const before = await isShown(page, `article mark.${facet}`);
	await box.focus();
	await page.keyboard.press('Space');
	const after = await isShown(page, `article mark.${facet}`);
	const tables = await page.$$eval(`.facet.${facet}`, all => all.filter(e => e.offsetHeight > 0).length);
	report(before && !after && tables === 0, `${name}: the space bar takes a facet away`);
	await page.keyboard.press('Space');
	report(await isShown(page, `article mark.${facet}`), `${name}: and brings it back`);

	const url = page.url().replace(/#.*/, '');
	await page.goto('about:blank');
	await page.goto(url);
	await page.keyboard.press('Tab');
	const first = await page.evaluate(() => document.activeElement.className);
	await page.keyboard.press('Tab');
	const second = await page.evaluate(() => document.activeElement.type);
	report(first === 'skip' && second === 'checkbox', `${name}: the keyboard comes to the skip link, then the facets`, `${first}, ${second}`);
}

// All views of one sample of each language and of the odd pages; of the others the two extremes.
function viewsOf(file) {
	return /report-0[234568]|report-09|report-10/.test(file) ? [views[0], views[3]] : views;
}

async function main() {
	const files = fs.readdirSync(pages).filter(f => f.endsWith('.html')).sort().map(f => path.join(pages, f));
	const browser = await chromium.launch({ executablePath: browserPath, args: flags });

	if (screenshots)
		fs.mkdirSync(screenshots, { recursive: true });
	try {
		for (const file of files)
			for (const view of viewsOf(file))
				await checkView(browser, file, view);
	} finally {
		await browser.close();
	}
	console.log(`1..${count}`);
}

main().catch(error => {
	console.log(`Bail out! ${error}`);
	process.exitCode = 1;
});
