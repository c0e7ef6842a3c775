// peer_aho_corasick.rs: the work of the core done with the crate aho-corasick, as far as it goes.
//
//     peer_aho_corasick LABELS DOCUMENTS [ROUNDS]
//
// Arguments and output as for peer_vectorscan.c: labels without regard to ASCII case, all
// overlapping matches, a word boundary checked for each, then leftmost-longest.  A DFA up to
// 150,000 labels, beyond that the crate's automaton without it.  Built by bench/run.sh from
// Debian's sources of the crate, version 0.7.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use std::time::Instant;

const MOST_LABELS_OF_DFA: usize = 150_000;

fn unescape(line: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(line.len());
    let mut bytes = line.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'\\' => match bytes.next() {
                Some(b'n') => text.push(b'\n'),
                Some(b't') => text.push(b'\t'),
                Some(b'r') => text.push(b'\r'),
                Some(&other) => text.push(other),
                None => text.push(byte),
            },
            _ => text.push(byte),
        }
    }
    text
}

fn read_lines(name: &str) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(name).unwrap_or_else(|error| panic!("{}: {}", name, error));
    bytes
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| line.to_vec())
        .collect()
}

fn label(line: &[u8]) -> Vec<u8> {
    let start = line.iter().rposition(|&byte| byte == b'\t').map_or(0, |at| at + 1);
    unescape(&line[start..])
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

fn is_cut(text: &[u8], start: usize, end: usize) -> bool {
    (start > 0 && is_word(text[start - 1]) && is_word(text[start]))
        || (end < text.len() && is_word(text[end - 1]) && is_word(text[end]))
}

fn mentions(automaton: &AhoCorasick, text: &[u8], hits: &mut Vec<(usize, usize)>) -> usize {
    hits.clear();
    for found in automaton.find_overlapping_iter(text) {
        if !is_cut(text, found.start(), found.end()) {
            hits.push((found.start(), found.end()));
        }
    }
    hits.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut kept = 0;
    let mut reached = 0;
    for &(start, end) in hits.iter() {
        if start >= reached {
            reached = end;
            kept += 1;
        }
    }
    kept
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.len() < 3 {
        panic!("usage: peer_aho_corasick LABELS DOCUMENTS [ROUNDS]");
    }
    let rounds: usize = arguments.get(3).map_or(5, |text| text.parse().expect("a number of rounds"));
    let labels: Vec<Vec<u8>> = read_lines(&arguments[1]).iter().map(|line| label(line)).collect();
    let documents: Vec<Vec<u8>> = read_lines(&arguments[2]).iter().map(|line| unescape(line)).collect();
    let bytes: usize = documents.iter().map(|text| text.len()).sum();

    let start = Instant::now();
    let dfa = labels.len() <= MOST_LABELS_OF_DFA;
    let automaton = AhoCorasickBuilder::new().ascii_case_insensitive(true).dfa(dfa).build(&labels);
    let built = start.elapsed().as_secs_f64();

    let mut hits = Vec::new();
    let mut found = 0;
    let mut seconds = Vec::new();
    for _ in 0..rounds + 1 {
        let start = Instant::now();
        found = documents.iter().map(|text| mentions(&automaton, text, &mut hits)).sum();
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.remove(0);
    seconds.sort_by(|a, b| a.partial_cmp(b).expect("a time"));
    println!(
        "aho-corasick {} {:.1} MB/s, {} mentions, one per {:.0} B, built in {:.2} s",
        if dfa { "DFA" } else { "NFA" },
        bytes as f64 / 1e6 / seconds[rounds / 2],
        found,
        bytes as f64 / found.max(1) as f64,
        built
    );
}
