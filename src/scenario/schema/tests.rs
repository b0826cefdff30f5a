//! The schema accepts what the program accepts, and refuses most of what it refuses.

use super::*;
use crate::scenario::{KEYS, Source, bundled, understand};

fn validator() -> jsonschema::Validator {
    jsonschema::draft202012::new(&schema(&|_| String::new())).expect("the schema is one")
}

fn as_json(text: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Table>(text).expect("it is TOML"))
        .expect("it has no dates")
}

const SMALL: &str = r#"title = "Small"
duration = "10m"
[menu.soup]
recipe = [{ cook = "20s" }]
[menu.salad]
[dining_room.web]
arrivals = "2/min"
[kitchen.main]
chefs = 1
[building.here]
[building.there]
[partner.bank]
[pantry.main]
shelf.patty = { stock = 1 }
"#;

/// A change of the small scenario, for which schema and program are of one mind.
fn check(old: &str, new: &str, is_good: bool) {
    assert!(SMALL.contains(old), "{old}");
    let text = SMALL.replacen(old, new, 1) + steps::SPOKEN_OF;
    let read = understand(&Source::from_text("small", &text), &[]);
    assert_eq!(read.is_ok(), is_good, "the program: {new}");
    assert_eq!(validator().is_valid(&as_json(&text)), is_good, "the schema: {new}");
}

#[test]
fn it_is_a_schema() {
    assert!(jsonschema::draft202012::meta::is_valid(&schema(&|_| String::new())));
}

#[test]
fn every_bundled_scenario_fits() {
    for scenario in bundled() {
        let errors: Vec<String> =
            validator().iter_errors(&as_json(scenario.text)).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", scenario.name);
    }
}

#[test]
fn every_key_is_in_it_with_its_words() {
    let schema = schema(&|path| format!("words for {path}."));
    for key in KEYS {
        let mut at = &schema;
        for word in key.path.replace("[]", ".[]").split('.') {
            at = match word {
                "*" => &at["additionalProperties"],
                "[]" => &at["items"],
                word => &at["properties"][word],
            };
        }
        let says = at["description"].as_str().unwrap_or_default();
        assert!(says.starts_with(&format!("words for {}.", key.path)), "{}: {at}", key.path);
    }
}

#[test]
fn a_default_is_a_value_that_the_key_takes() {
    let schema = schema(&|_| String::new());
    for key in KEYS {
        let Value::Object(mut described) = value(key, &|_| String::new()) else { continue };
        let Some(default) = described.remove("default") else { continue };
        described.insert("$defs".into(), schema["$defs"].clone());
        let validator =
            jsonschema::draft202012::new(&Value::Object(described)).expect("it is a schema");
        assert!(validator.is_valid(&default), "{}: {default}", key.path);
    }
}

#[test]
fn values_are_described_truthfully() {
    let arrivals = "arrivals = \"2/min\"";
    for good in [
        "arrivals = \"0.5/h\"",
        "arrivals = { every = \"1m 30s\" }",
        "arrivals = { steps = [[\"0s\", \"1/s\"], [\"5m\", \"2/s\"]] }",
        "arrivals = { ramp = [[\"00:00\", \"1/s\"], [\"00:05:30\", \"0/s\"]] }",
        "arrivals = { burst = { size = 5, every = \"1m\" } }",
        "guests = 3\nthink = { exp = \"1s\" }",
        "arrivals = \"2/min\"\ndistance = \"0s\"\npatience_until = \"chef\"",
        "arrivals = \"2/min\"\norders = { soup = 2.5 }",
        "arrivals = \"2/min\"\nretry = { limit = 3, wait = \"1s\", backoff = 2.5, jitter = true, budget = 0.1 }",
    ] {
        check(arrivals, good, true);
    }
    for bad in [
        "arrivals = \"2 per minute\"",
        "arrivals = 2",
        "arrivals = { every = \"0s\" }",
        "arrivals = { steps = [] }",
        "arrivals = { steps = [[\"0s\"]] }",
        "arrivals = { burst = { size = 5 } }",
        "arrivals = { every = \"1s\", ramp = [] }",
        "guests = 3",
        "guests = 3\narrivals = \"2/min\"",
        "arrivals = \"2/min\"\nthink = \"1s\"",
        "arrivals = \"2/min\"\npatience_until = \"dessert\"",
        "arrivals = \"2/min\"\norders = { soup = -1 }",
        "arrivals = \"2/min\"\ncolour = \"red\"",
        "arrivals = \"2/min\"\nretry = { wait = \"1s\" }",
        "arrivals = \"2/min\"\nretry = { limit = 3, backoff = 0.5 }",
        "",
    ] {
        check(arrivals, bad, false);
    }
}

#[test]
fn times_are_described_truthfully() {
    let step = "cook = \"20s\"";
    for (good, is_good) in [
        ("\"1h 30m\"", true),
        ("\"1h30m 5.25s\"", true),
        ("\"13894736.842105s\"", true),
        ("\"5\u{b5}s\"", true),
        ("\"0s\"", true),
        ("{ exp = \"3s\" }", true),
        ("{ uniform = [\"1s\", \"3s\"] }", true),
        ("{ normal = [\"40s\", \"8s\"] }", true),
        ("{ lognormal = { mean = \"40s\", sd = \"20s\" } }", true),
        ("{ erlang = { k = 3, mean = \"2s\" } }", true),
        ("{ hyperexp = [[0.9, \"1s\"], [0.1, \"20s\"]] }", true),
        ("{ empirical = [\"1s\", \"2s\"] }", true),
        ("\"30m 1h\"", false),
        ("\"1 h\"", false),
        ("\"5\"", false),
        ("\".5s\"", false),
        ("\"\"", false),
        ("5", false),
        ("{ exp = \"0s\" }", false),
        ("{ uniform = [\"1s\"] }", false),
        ("{ erlang = { k = 0, mean = \"2s\" } }", false),
        ("{ lognormal = { mean = \"40s\" } }", false),
        ("{ gauss = \"1s\" }", false),
        ("{ empirical = [] }", false),
    ] {
        check(step, &format!("cook = {good}"), is_good);
    }
    for (good, is_good) in
        [("\"07:30\"", true), ("\"07:30:15\"", true), ("\"24:00\"", false), ("\"7:30\"", false)]
    {
        check("duration = \"10m\"", &format!("duration = \"10m\"\nopens = {good}"), is_good);
    }
}

#[test]
fn recipes_timelines_and_goals_are_described_truthfully() {
    let recipe = "[{ cook = \"20s\" }]";
    for info in steps::steps() {
        let text = format!("[{}]", info.example);
        let text = text.replace("bun = 2", "patty = 2").replace("patty = 1, ", "");
        let text = text.replace("orders =", "patty =");
        check(recipe, &text, true);
    }
    for bad in [
        "[{ fry = \"2s\" }]",
        "[{ prep = \"2s\", cook = \"2s\" }]",
        "[{}]",
        "\"cook\"",
        "[{ take = { patty = 0 } }]",
        "[{ chance = 0.5 }]",
        "[{ chance = 5, then = [] }]",
        "[{ together = [] }]",
        "[{ together = [{ prep = \"2s\" }] }]",
        "[{ call = \"bank\", timeout = \"0s\" }]",
        "[{ take = { patty = 1 }, or = \"Sold out!\" }]",
    ] {
        check(recipe, bad, false);
    }
    let end = "shelf.patty = { stock = 1 }";
    for (more, is_good) in [
        ("[[timeline]]\nat = \"5m\"\nset = { \"kitchen.main.chefs\" = 2 }", true),
        ("[[timeline]]\nat = \"5m\"\nset = { kitchen.main.chefs = \"unlimited\" }", true),
        ("[[timeline]]\nat = \"00:05\"\nsay = \"Hello\"", true),
        ("[[timeline]]\nat = \"5m\"\nset = { \"kitchen.main.chefs\" = \"few\" }", false),
        ("[[timeline]]\nat = \"5m\"\nset = { \"kitchen.main.cooks\" = 2 }", false),
        ("[[timeline]]\nat = \"5m\"", false),
        ("[[timeline]]\nsay = \"Hello\"", false),
        ("[[goal]]\nreach = \"latency.p95@1m < 30s\"", true),
        ("[[goal]]\nreach = \"goodput.share@00:01..00:02 >= 95%\"", true),
        ("[[goal]]\nreach = \"latency.p95 = 30s\"", false),
        ("[[goal]]\nreach = \"latency.p95 <\"", false),
        ("[[goal]]", false),
        ("shelf.bun = { stock = \"unlimited\", restock = { every = \"5m\", to = 10 } }", true),
        ("shelf.bun = { restock = { every = \"5m\" } }", false),
        ("shelf.bun = { stock = \"some\" }", false),
    ] {
        check(end, &format!("{end}\n{more}"), is_good);
    }
}

#[test]
fn what_is_wrong_with_the_whole_is_found() {
    for (old, new) in [
        ("title = \"Small\"", ""),
        ("duration = \"10m\"", ""),
        ("title = \"Small\"", "title = 5"),
        ("title = \"Small\"", "titel = \"Small\""),
        ("title = \"Small\"", "title = \"Small\"\nformat = 2"),
        ("title = \"Small\"", "title = \"Small\"\nseed = -1"),
        ("title = \"Small\"", "title = \"Small\"\ntime_scale = \"1s to 10ms\""),
        ("[menu.soup]", "[menu.Soup]"),
        ("chefs = 1", "chefs = 1.5"),
        ("chefs = 1", "chefs = -1"),
        ("chefs = 1", "rail = { capacity = 3, order = \"loudest\" }"),
        ("chefs = 1", "wage = -1"),
        ("[partner.bank]", "[partner.bank]\nfails = 1.5"),
        ("[kitchen.main]", "[[kitchen]]"),
        ("chefs = 1", "chefs = 1\nbreaks = { every = \"1h\" }"),
        ("chefs = 1", "chefs = 1\nbuilding = []"),
    ] {
        check(old, new, false);
    }
    check("title = \"Small\"", "title = \"Small\"\ntime_scale = \"1s = 10ms\"\ndrain = true", true);
    check("chefs = 1", "chefs = 1\ncopies = 2\nbuilding = [\"here\", \"there\"]", true);
    check("chefs = 1", "chefs = 1\nbreaks = { every = \"1h\", for = { exp = \"5m\" } }", true);
    check("chefs = 1", "chefs = \"unlimited\"\nrail.order = \"lifo\"", true);
}
