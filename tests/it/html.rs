//! The report as one page.

mod browser;

use tco::analysis::simulate::Draws;
use tco::analysis::{Settings, Workers, analyse};
use tco::report::workbook::{Content, pages};
use tco::report::{Look, curve_end, drawings, html, markdown, summary, tables};
use tco::scenario::load;

const SMALL: &str = r#"
[scenario]
name = "Chat & <b>more</b>"
months = 3
[workloads.w]
requests_per_month = "900 to 1100"
input_tokens = 100
output_tokens = 10
[options.api]
kind = "api"
label = "<i>API</i>"
input_per_mtok = 1
output_per_mtok = 2
[options.staff]
kind = "custom"
costs = [{ name = "hours", monthly = 100 }]
"#;

fn page() -> String {
    let loaded = load("page.toml", SMALL, &[]).unwrap();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let results = results.with_flips(&Workers::ALONE).with_simulation(Draws::default(), &Workers::ALONE);
    html(&results, &drawings(&results, curve_end(&results)), &loaded.sources)
}

/// The names of the tags that a text opens and closes, in order.
fn tags(page: &str) -> Vec<(bool, &str)> {
    let inner = page.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(tag, _)| tag);
    let real = inner.filter(|tag| !tag.starts_with('!') && !tag.ends_with('/'));
    let named = real.map(|tag| (!tag.starts_with('/'), tag.trim_start_matches('/')));
    named.map(|(opens, tag)| (opens, tag.split([' ', '\n']).next().unwrap_or(tag))).collect()
}

#[test]
fn every_tag_is_closed_in_turn() {
    let page = page();
    let mut open: Vec<&str> = Vec::new();
    for (opens, tag) in tags(&page) {
        match (opens, tag) {
            (_, "meta" | "br" | "wbr") => {}
            (true, tag) => open.push(tag),
            (false, tag) => assert_eq!(open.pop(), Some(tag), "closed out of turn"),
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

#[test]
fn the_page_needs_nothing_else() {
    let page = page();
    assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("src=\"http"));
    let links = page.match_indices("http").filter(|(at, _)| !page[*at..].starts_with("http://www.w3.org/"));
    assert_eq!(links.count(), 0, "nothing is fetched");
    assert!(page.contains("@media print") && page.contains("prefers-color-scheme: dark"));
    // three charts, each for a wide and for a narrow screen
    assert_eq!(page.matches("<svg ").count(), 6);
    assert_eq!(page.matches("aria-labelledby=").count(), 6);
    assert_eq!(page.matches("<desc id=").count(), 6);
}

/// What the Web Content Accessibility Guidelines 2.2 ask of tables, headings and names (1.3.1, 2.4.6, 4.1.2).
#[test]
fn a_screen_reader_is_told_what_things_are() {
    let page = page();
    assert!(page.contains("<html lang=\"en\">"));
    for table in page.split("<table").skip(1) {
        let table = table.split_once("</table>").unwrap().0;
        let named = table.contains("<caption>") || table.split_once('>').unwrap().0.contains("aria-label=");
        assert!(named, "a table without a name: {table}");
        assert!(!table.contains("<th>") && table.contains("scope=\"row\""), "a heading without a scope: {table}");
    }
    let levels = page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10));
    let mut last = 0;
    for level in levels {
        assert!(level <= last + 1, "a heading of level {level} after one of level {last}");
        last = level;
    }
    for label in ["aria-labelledby=\"", "href=\"#"] {
        for (at, _) in page.match_indices(label) {
            let ids = page[at + label.len()..].split('"').next().unwrap();
            for id in ids.split(' ') {
                assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
            }
        }
    }
}

/// What a screen reader says of a picture (SVG accessibility: a role, a title and a description that it is
/// labelled by), and the same figures as a table: 1,000 requests of 100 and 10 tokens at 1 and 2 the
/// million are 0.12 a month, and three months of 100 are 300.
#[test]
fn charts_are_described_and_their_figures_are_a_table() {
    let page = page();
    let charts: Vec<&str> = page.split("<svg ").skip(1).map(|svg| svg.split_once("</svg>").unwrap().0).collect();
    for svg in &charts {
        let opening = svg.split_once('>').unwrap().0;
        assert!(opening.contains("role=\"img\"") && opening.contains("aria-labelledby=\""), "{opening}");
        for part in ["title", "desc"] {
            let words = svg.split_once(&format!("<{part} id=")).unwrap().1.split_once('>').unwrap().1;
            let words = words.split_once(&format!("</{part}>")).unwrap().0;
            assert!(words.chars().filter(|c| c.is_alphabetic()).count() > 10, "{part}: {words}");
        }
    }
    let table = page.split_once("<caption>Total cost by category and option</caption>").unwrap().1;
    let table = table.split_once("</table>").unwrap().0;
    let row = |head: &str, cells: [&str; 2]| {
        format!("<tr><th scope=\"row\">{head}</th><td>{}</td><td>{}</td></tr>", cells[0], cells[1])
    };
    for row in
        [row("inference", ["$0.36", "$0.00"]), row("other", ["$0.00", "$300.00"]), row("total", ["$0.36", "$300.00"])]
    {
        assert!(table.contains(&row), "no {row} in {table}");
    }
    assert_eq!(table.matches("<th scope=\"col\">").count(), 3);
}

/// The staff cost more in every month and nothing before launch: no rate, no outlay, no payback.
#[test]
fn words_for_what_there_is_none_of_are_explained() {
    let page = page();
    for note in ["IRR none: ", "ROI none: ", "payback never: "] {
        assert_eq!(page.matches(note).count(), 1, "{note}");
    }
    assert!(!page.contains("<p class=\"setting\">loan: "), "nothing is a loan here");
}

/// The catalog's prices are those of the providers' pages, in US dollars whatever the scenario's currency is.
#[test]
fn an_assumption_has_its_unit() {
    let text = r#"
[scenario]
name = "Yen"
start = "2026-10"
months = 2
currency = "JPY"
exchange_rate = 150
[workloads.w]
requests_per_month = 1000
input_tokens = 100
output_tokens = 10
peak_to_average = 4
[options.luna]
kind = "api"
model = "openai/gpt-6-luna"
[options.host]
kind = "self-hosted"
model = "llama-3.3-70b"
gpu = "H100-SXM"
precision = "fp8"
"#;
    let loaded = load("page.toml", text, &[]).unwrap();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let page = html(&results, &[], &loaded.sources);
    let value = |key: &str| {
        let head = format!("<th scope=\"row\">{}</th><td>", key.replace('.', ".<wbr>").replace('_', "_<wbr>"));
        page.split_once(&head).unwrap_or_else(|| panic!("no {key}")).1.split_once("</td>").unwrap().0
    };
    for (key, unit) in [
        ("options.luna.input_per_mtok", " USD/Mtok"),
        ("options.luna.output_per_mtok", " USD/Mtok"),
        ("options.host.price_per_gpu_hour", " USD/GPU-hour"),
        ("options.host.prefill_tokens_per_second", " token/replica-second"),
    ] {
        assert!(value(key).ends_with(unit), "{key}: {}", value(key));
    }
}

/// A tab is a space to a reader, and a line break too.
#[test]
fn a_tab_in_a_label_is_a_space_everywhere() {
    let loaded = load("page.toml", &SMALL.replacen("<i>API</i>", "An\\tAPI", 1), &[]).unwrap();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let charts = drawings(&results, curve_end(&results));
    let csv: Vec<u8> = tables(&results, curve_end(&results)).into_iter().flat_map(|table| table.bytes).collect();
    let cells: Vec<String> = pages(&results, &loaded.sources)
        .into_iter()
        .flat_map(|page| page.cells)
        .filter_map(|cell| if let Content::Text(text) = cell.content { Some(text) } else { None })
        .collect();
    let outputs = [
        html(&results, &charts, &loaded.sources),
        charts.iter().map(|chart| chart.svg.as_str()).collect(),
        summary(&results, Look { color: false }, &[]),
        markdown(&results),
        cells.join("\n"),
    ];
    for (place, output) in outputs.iter().enumerate() {
        assert!(output.contains("An API"), "output {place}");
        assert!(!output.contains("AnAPI") && !output.contains('\u{fffd}') && !output.contains('\t'), "output {place}");
    }
    assert!(!String::from_utf8(csv).unwrap().contains('\t'));
}

#[test]
fn a_name_is_no_markup() {
    let page = page();
    assert!(page.contains("<h1>Chat &amp; &lt;b&gt;more&lt;/b&gt;</h1>"));
    assert!(!page.contains("<b>") && !page.contains("<i>"));
}
