//! The report as a browser shows it, where Chromium is installed.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tco::analysis::simulate::Draws;
use tco::analysis::{Settings, Workers, analyse};
use tco::report::{curve_end, drawings, html};

use crate::scenarios::{read, shipped};

/// The width of a common phone, and of a common screen, in CSS pixels.
const WIDTHS: [u32; 2] = [390, 1280];

/// Tells the page around it some widths, which the shipped report without a script cannot do: of its
/// content, of its window, and of the widest thing that does not scroll by itself. Then how many charts
/// are shown, and the height of their smallest letters in tenths of a pixel.
const PROBE: &str = "<script>
const wide = [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll'));
const right = Math.max(...wide.map(e => e.getBoundingClientRect().right));
const charts = [...document.querySelectorAll('figure svg')].filter(e => e.getClientRects().length);
const scale = e => e.getBoundingClientRect().width / e.viewBox.baseVal.width;
const letters = charts.flatMap(e => [...e.querySelectorAll('text')].map(t => parseFloat(t.getAttribute('font-size')) * scale(e)));
const small = Math.floor(10 * Math.min(...letters));
const told = [document.documentElement.scrollWidth, window.innerWidth, Math.ceil(right), charts.length, small];
parent.postMessage(told.join(' '), '*');
</script>";

/// A page around the report that is as wide as a phone: a window has at least 500 pixels.
fn frame(page: &str, width: u32) -> String {
    format!(
        "<!DOCTYPE html><title>nothing was told</title><script>onmessage = e => document.title = e.data</script>
        <body style=\"margin: 0\"><iframe src=\"{page}\" style=\"border: 0\" width=\"{width}\" height=\"2000\"></iframe>"
    )
}

/// The program, where it is installed.
fn program() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let all = std::env::split_paths(&paths).flat_map(|directory| names.map(|name| directory.join(name)));
    all.into_iter().find(|program| program.exists())
}

/// Opens a page, without a profile or a network, and returns what is printed.
fn open(program: &Path, page: &Path, arguments: &[String]) -> String {
    let profile = tempfile::tempdir().unwrap();
    let mut command = Command::new(program);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]);
    command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
    command.arg(format!("--user-data-dir={}", profile.path().display()));
    command
        .args(["--virtual-time-budget=5000", "--window-size=1280,2000"])
        .args(arguments)
        .arg(format!("file://{}", page.display()));
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}: {}", program.display(), output.status);
    String::from_utf8(output.stdout).unwrap()
}

/// How many colours a picture has.
fn colors(path: &Path) -> usize {
    let mut reader = png::Decoder::new(std::io::BufReader::new(fs::File::open(path).unwrap())).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let colors: HashSet<&[u8]> = pixels[..info.buffer_size()].chunks(info.color_type.samples()).collect();
    colors.len()
}

/// The largest of the shipped scenarios: most options, ranges and charts.
fn report() -> String {
    let path = shipped().into_iter().find(|path| path.ends_with("chat-product.toml")).unwrap();
    let loaded = read(&path);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let results = results.with_flips(&Workers::ALONE).with_simulation(Draws::default(), &Workers::ALONE);
    html(&results, &drawings(&results, curve_end(&results)), &loaded.sources)
}

#[test]
fn nothing_is_wider_than_a_phone_and_something_is_drawn() {
    let Some(program) = program() else {
        eprintln!("skipped: Chromium (`chromium`) is not installed");
        return;
    };
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    let report = report();
    fs::write(at("report.html"), &report).unwrap();
    fs::write(at("probed.html"), report.replace("</body>", &format!("{PROBE}</body>"))).unwrap();
    for width in WIDTHS {
        fs::write(at("frame.html"), frame("probed.html", width)).unwrap();
        let dom = open(&program, &at("frame.html"), &["--dump-dom".to_owned()]);
        let title = dom.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).unwrap().0;
        let found: Vec<u32> = title.split(' ').map(|number| number.parse().unwrap()).collect();
        assert_eq!(found[1], width, "the window");
        assert!(found[0] <= width && found[2] <= width, "wider than {width}: {title}");
        // every chart once, in letters that a phone's own labels are not smaller than (9 CSS pixels), less rounding
        assert_eq!(found[3], 3, "charts at {width}");
        assert!(found[4] >= 85, "letters of {} / 10 pixels at {width}", found[4]);
        fs::write(at("frame.html"), frame("report.html", width)).unwrap();
        open(&program, &at("frame.html"), &[format!("--screenshot={}", at("picture.png").display())]);
        // text alone has some shades of grey; the charts and the verdict have colours
        let colors = colors(&at("picture.png"));
        assert!(colors > 50, "{colors} colours at {width}");
    }
}
