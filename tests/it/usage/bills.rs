//! Bills beside logs in tables of one's own: what joins, what counts once, whose requests a bill is of, and which
//! projects it names. Expected values by hand.

use rust_decimal::{Decimal, dec};
use tco::catalog::{Catalog, MeantNames};
use tco::quantity::YearMonth;
use tco::report::{usage_json, usage_text};
use tco::usage::{Columns, Partial, Prices, Reason, Repriced, Settings, Usage, reprice};

use super::traps::warns;
use super::{read_with, settings, table};

const LOG: &str = "time,model,requests,input,output\n2026-09-01,m,10,1000,100\n2026-09-02,m,20,2000,200\n";
const BILL: &str = "time,model,cost\n2026-09-01,m,2\n2026-09-02,m,3\n";
const TEAMS: &str = "time,model,project,requests,input,output\n2026-09-01,m,team,10,1000,100\n2026-09-01,m,,5,500,50\n";

fn of(files: &[&str]) -> Usage {
    let names = ["first", "second", "third", "fourth"];
    let files: Vec<(&str, &[u8])> = names.into_iter().zip(files.iter().map(|text| text.as_bytes())).collect();
    read_with(&files, &settings()).unwrap()
}

#[test]
fn a_log_and_a_bill_of_ones_own_complement_each_other() {
    let check = |files: &[&str], expected: &[&str]| {
        let usage = of(files);
        assert_eq!(table(&usage), expected, "{files:?}: {:?}", usage.warnings());
    };
    for files in [&[LOG, BILL][..], &[BILL, LOG], &[LOG, BILL, LOG, BILL], &[LOG, LOG, BILL, BILL]] {
        check(files, &["2026-09 m : 30 3000 0 0 300 0 5"]);
    }
    // a bill without projects, beside a log of which some rows name none
    let bill = "time,model,cost\n2026-09-01,m,2\n";
    for files in [[TEAMS, bill], [bill, TEAMS]] {
        check(&files, &["2026-09 m : 5 500 0 0 50 0 2", "2026-09 m team: 10 1000 0 0 100 0 ?"]);
    }
    // the requests stand in both, and count once; so do the costs of a log that has some of its own
    let charged = "time,model,requests,cost\n2026-09-01,m,10,2\n2026-09-02,m,20,3\n";
    let both = "time,model,requests,input,output,cost,currency\n2026-09-01,m,10,1000,100,2,USD\n\
                2026-09-02,m,20,2000,200,3,USD\n";
    for files in [[LOG, charged], [charged, LOG], [LOG, both], [both, LOG], [both, charged], [both, BILL], [BILL, both]]
    {
        check(&files, &["2026-09 m : 30 3000 0 0 300 0 5"]);
    }
    let twice = of(&[LOG, BILL, LOG, BILL]);
    assert_eq!(twice.files[2].rows.left(Reason::Duplicate) + twice.files[3].rows.left(Reason::Duplicate), 4);
    assert!(twice.warnings().is_empty(), "{:?}", twice.warnings());
}

#[test]
fn a_bill_counts_in_place_of_the_costs_of_a_log() {
    let log = "time,model,requests,input,output,cost\n2026-09-01,m,10,1000,100,1.9\n2026-09-02,m,20,2000,200,\n";
    for files in [[log, BILL], [BILL, log]] {
        let usage = of(&files);
        assert_eq!(table(&usage), ["2026-09 m : 30 3000 0 0 300 0 5"]);
        warns(&usage, &["both tell what m cost", "2 in all", "1.9 in all, are left out"]);
    }
    let log = "time,model,project,requests,input,output,cost\n2026-09-01,m,team,10,1000,100,1.9\n";
    for files in [[log, BILL], [BILL, log]] {
        let usage = of(&files);
        assert_eq!(table(&usage), ["2026-09 m : 0 0 0 0 0 0 5", "2026-09 m team: 10 1000 0 0 100 0 ?"]);
        warns(&usage, &["both tell what m cost", "2 in all", "1.9 in all, are left out"]);
    }
}

#[test]
fn named_columns_may_stand_in_different_files() {
    let columns = Columns::parse("time=Day,model=Mod,requests=Calls,input=In,output=Out,cost=Euro").unwrap();
    let settings = Settings { columns: Some(columns), ..settings() };
    let log = "Day,Mod,Calls,In,Out\n2026-09-01,m,10,1000,100\n";
    let bill = "Day,Mod,Euro\n2026-09-01,m,2\n";
    // a table whose columns are called what they say is read so beside them
    let own = "time,model,requests,input,output\n2026-09-02,m,1,1,1\n";
    let files = [("log", log), ("bill", bill), ("own", own)].map(|(name, text)| (name, text.as_bytes()));
    let usage = read_with(&files, &settings).unwrap();
    assert_eq!(table(&usage), ["2026-09 m : 11 1001 0 0 101 0 2"]);
}

#[test]
fn a_bill_without_projects_is_of_the_requests_of_all() {
    let check = |files: &[&str], (alone, team, all): (Option<Decimal>, Option<Decimal>, Option<Decimal>)| {
        let usage = of(files);
        let month = YearMonth::parse("2026-09").unwrap();
        let cost = |project| usage.costed_month((month, "m", project)).per_request();
        assert_eq!((cost(""), cost("team"), usage.cost_of_request("m")), (alone, team, all), "{files:?}");
    };
    let bill = "time,model,cost\n2026-09-01,m,3\n";
    // 3 over 10 and 5 requests
    check(&[TEAMS, bill], (None, None, Some(dec!(0.2))));
    // one that names the team is of its own requests, 2 over 10
    check(
        &[TEAMS, "time,model,project,cost\n2026-09-01,m,team,2\n"],
        (None, Some(dec!(0.2)), Some(dec!(2) / dec!(15))),
    );
    // on a day on which no team made any, it is of those without a project: 3 over 10
    check(&[LOG, bill], (Some(dec!(0.3)), None, Some(dec!(0.3))));
    // rows that tell both stand for themselves, 1 over 10
    let told = "time,model,project,requests,input,output,cost\n2026-09-02,m,team,10,1000,100,1\n2026-09-01,m,,5,5,5,\n";
    check(&[told, bill], (Some(dec!(0.6)), Some(dec!(0.1)), Some(dec!(4) / dec!(15))));
}

/// 3 and 15 a million, half in a batch.
const CATALOG: &str = r#"{"meta": {"snapshot": "2026-06-30"}, "models": [
    {"id": "anthropic/c", "in": 3, "out": 15, "batch": {"in": 1.5, "out": 7.5}}]}"#;

fn checked(usage: &Usage) -> Vec<Repriced> {
    let catalog = Catalog::of_text("prices.json", CATALOG).unwrap();
    reprice(usage, &Prices::known(usage, &MeantNames::of(&catalog)))
}

#[test]
fn a_bill_of_some_projects_is_held_against_their_tokens() {
    // 4.50 in each project; 2.25 more in batches of the first
    let log = "time,model,project,requests,fresh,output,batch\n2026-09-01,c,a,10,1000000,100000,default\n\
               2026-09-01,c,a,10,1000000,100000,batch\n2026-09-01,c,b,10,1000000,100000,default\n";
    let check = |costs: &str, expected: (Decimal, Decimal), without: &[&str]| {
        let usage = of(&[log, &format!("time,model,project,cost\n{costs}")]);
        let found = &checked(&usage)[0];
        assert_eq!((found.repriced, found.charged), (Ok(expected.0), Some(expected.1)), "{costs}");
        assert_eq!(found.uncosted_projects, without, "{costs}");
    };
    check("2026-09-01,c,a,6.8\n", (dec!(6.75), dec!(6.8)), &["b"]);
    check("2026-09-01,c,a,6.8\n2026-09-01,c,b,4.6\n", (dec!(11.25), dec!(11.4)), &[]);
    // of costs that name none, or call it otherwise, nobody knows whose they are
    check("2026-09-01,c,,6.8\n", (dec!(11.25), dec!(6.8)), &[]);
    check("2026-09-01,c,Team A,6.8\n", (dec!(11.25), dec!(6.8)), &[]);
    let usage = of(&[log, "time,model,project,cost\n2026-09-01,c,a,6.75000000000000000711\n"]);
    let text = usage_text(&usage, &checked(&usage), Partial::AsCounted);
    assert!(text.contains("c: the tokens of b have no costs, and are not compared\n"), "{text}");
    let json = &usage_json(&usage, &checked(&usage))["check"][0];
    assert_eq!(json["projects_without_costs"], serde_json::json!(["b"]));
    // less the dust of a binary float
    assert_eq!(json["charged"], "6.75");
}
