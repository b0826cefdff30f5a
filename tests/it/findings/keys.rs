//! Each key and step in one wrong use, and at the edges of what it takes.

use crate::support::{Folder, assert_mentions, finding, kind, refusal, run};

/// Every kind of part, and little said about any of them.
const PARTS: &str = r#"title = "Parts"
duration = "1m"
[menu.soup]
recipe = [{ cook = "1s" }]
[menu.tea]
[dining_room.web]
arrivals = "6/min"
[dispatcher]
[kitchen.main]
[pantry.main]
shelf.patty = { stock = 5 }
[partner.bank]
[building.one]
[building.inner]
inside = "one"
[district.north]
"#;

/// The scenario with a line more right below a section's head.
fn with(section: &str, line: &str) -> String {
    let head = format!("[{section}]\n");
    assert!(PARTS.contains(&head), "{section}");
    PARTS.replacen(&head, &format!("{head}{line}\n"), 1)
}

/// A section, a line, and what is said about it.
type Row = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const WRONG: &[Row] = &[
    ("dining_room.web", r"retry = { limit = -1 }", &["-1", "a whole number from 0", "unlimited"]),
    ("dining_room.web", r#"retry = { wait = "2s" }"#, &["how often", "add limit = 3"]),
    ("dining_room.web", r#"retry = { limit = 1, wait = "2" }"#, &["no duration", "a unit"]),
    ("dining_room.web", r"retry = { limit = 1, backoff = 0.5 }", &["0.5", "from 1 to 1000"]),
    ("dining_room.web", r#"retry = { limit = 1, jitter = "yes" }"#, &["true or false"]),
    ("dining_room.web", r"retry = { limit = 1, budget = 101 }", &["101", "from 0 to 100"]),
    ("dining_room.web", r"retry = { limt = 1 }", &["limt", "did you mean", "limit"]),
    ("dining_room.web", r"retry = 3", &["retry", "limit, wait, backoff"]),
    ("dispatcher", r#"policy = "randm""#, &["randm", "did you mean", "random"]),
    ("dispatcher", r#"checks = "0s""#, &["no time at all", "1ns"]),
    ("dispatcher", r#"check = "1s""#, &["check", "did you mean", "checks"]),
    ("kitchen.main", r"copies = 1001", &["1001", "from 1 to 1000"]),
    ("kitchen.main", r"copies = 0", &["0", "from 1 to 1000"]),
    ("kitchen.main", r#"copies = "unlimited""#, &["unlimited", "from 1 to 1000"]),
    ("kitchen.main", "copies = 3\nbuilding = [\"one\", \"inner\"]", &["2 buildings", "3 copies", "one for each"]),
    ("kitchen.main", r#"building = "onne""#, &["onne", "did you mean", "one"]),
    ("kitchen.main", "copies = 2\nbuilding = [\"one\", \"iner\"]", &["iner", "did you mean", "inner"]),
    ("kitchen.main", r#"open = "of""#, &["of", "\"on\" or \"off\""]),
    ("kitchen.main", "chefs = 1\nbreaks = { every = \"1h\" }", &["how long", "for = "]),
    ("kitchen.main", "chefs = 1\nbreaks = { for = \"5m\" }", &["when", "every = "]),
    ("kitchen.main", r#"breaks = { every = "1h", for = "5m" }"#, &["unlimited chefs", "how many chefs"]),
    ("kitchen.main", "chefs = 1\nbreaks = { evry = \"1h\", for = \"5m\" }", &["evry", "did you mean", "every"]),
    ("kitchen.main", r#"fridge = { fresh_for = "1m" }"#, &["how many", "holds = "]),
    ("kitchen.main", r"fridge = { holds = -1 }", &["-1", "a whole number from 0"]),
    ("kitchen.main", "chefs = 2\ncopies = 3\nautoscale = { from = 2 }", &["how busy", "busy = 0.7"]),
    ("kitchen.main", "copies = 3\nautoscale = { busy = 0.7 }", &["unlimited chefs", "how many chefs"]),
    ("kitchen.main", "chefs = 2\nautoscale = { busy = 0.7 }", &["one copy", "copies = 4"]),
    ("kitchen.main", "chefs = 2\ncopies = 3\nautoscale = { busy = 0.7, from = 4 }", &["3 copies, not 4", "copies = 4"]),
    ("kitchen.main", "chefs = 2\ncopies = 3\nautoscale = { busy = 0.7, to = 4 }", &["3 copies, not 4", "to = 3"]),
    ("kitchen.main", "chefs = 2\ncopies = 3\nautoscale = { busy = 0.7, from = 3, to = 2 }", &["at least 3", "at most 2"]),
    ("kitchen.main", "chefs = 2\ncopies = 3\nautoscale = { busy = 70 }", &["70", "a share from 0 to 1"]),
    ("kitchen.main", r"fridge = { hold = 1 }", &["hold", "did you mean", "holds"]),
    ("partner.bank", r"at_once = -2", &["-2", "a whole number from 0", "unlimited"]),
    ("partner.bank", r"at_onse = 2", &["at_onse", "did you mean", "at_once"]),
    ("menu.tea", r"size = 0", &["out of range", "from 0.000001"]),
    ("menu.tea", r"sise = 1", &["sise", "did you mean", "size"]),
    ("menu.tea", r#"recipe = [{ call = "bank", retries = 101 }]"#, &["101", "from 0 to 100"]),
    ("menu.tea", r#"recipe = [{ call = "bank", wait = "1s" }]"#, &["only once", "retries = 3"]),
    ("menu.tea", r#"recipe = [{ call = "bank", retrys = 1 }]"#, &["retrys", "did you mean", "retries"]),
    ("menu.tea", r#"recipe = [{ call = "bank", breaker = { after = 0 } }]"#, &["0", "from 1 to"]),
    ("menu.tea", r#"recipe = [{ call = "bank", breaker = { aftr = 1 } }]"#, &["aftr", "did you mean", "after"]),
    ("menu.tea", r#"recipe = [{ call = "bank", breaker = true }]"#, &["a breaker, such as"]),
    ("menu.tea", r#"recipe = [{ ask = "soop" }]"#, &["soop", "did you mean", "soup"]),
    ("menu.tea", r#"recipe = [{ ask = "tea" }]"#, &["for itself", "another dish"]),
    ("menu.tea", r"recipe = [{ together = [] }]", &["lists of steps"]),
    ("menu.tea", r#"recipe = [{ together = [{ ask = "soup" }] }]"#, &["a list of steps"]),
    ("menu.tea", r#"recipe = [{ together = [[{ cok = "1s" }]] }]"#, &["cok", "did you mean", "cook"]),
    ("menu.tea", r"recipe = [{ chance = 1.5, then = [] }]", &["1.5", "from 0 to 1"]),
    ("menu.tea", r"recipe = [{ chance = 0.5 }]", &["nothing depends", "then = "]),
    ("menu.tea", r"recipe = [{ chance = 0.5, than = [] }]", &["than", "did you mean", "then"]),
    ("building.one", r#"power = "onn""#, &["onn", "did you mean", "\"on\""]),
    ("building.one", r#"generator = { starts_in = "10s" }"#, &["lasts"]),
    ("building.one", r#"generator = "auto""#, &["auto", "starts_in"]),
    ("building.one", r#"boots_in = "-1s""#, &["-1s"]),
    ("building.one", r"burners = 1.5", &["a whole number from 0", "unlimited"]),
    ("building.one", r#"sharing = "slice""#, &["slice", "did you mean", "slices"]),
    ("building.inner", r#"sharing = "slices""#, &["virtual building", "physical building"]),
    ("building.one", r#"worktop = "many""#, &["many", "a whole number from 0"]),
    ("building.one", r#"worktop_full = "crush""#, &["crush", "did you mean", "crash"]),
    ("building.one", r"water = 0", &["out of range", "from 0.000001"]),
    ("building.one", r"storeroom = -1", &["-1", "a whole number from 0"]),
    ("building.one", r"distance = 3", &["a duration"]),
    ("building.one", r#"inside = "one""#, &["inside of itself", "remove inside"]),
    ("building.one", r#"inside = "inner""#, &["virtual building", "physical building"]),
    ("building.one", r#"district = "North Side""#, &["no name for a district", "a-z"]),
    ("building.one", r"rent = -5", &["-5", "money"]),
    ("building.one", r#"insid = "inner""#, &["insid", "did you mean", "inside"]),
    ("district.north", r#"power = "dark""#, &["dark", "\"on\" or \"off\""]),
    ("district.north", r#"powr = "on""#, &["powr", "did you mean", "power"]),
    ("pantry.main", r#"building = "onne""#, &["onne", "did you mean", "one"]),
    ("district.north", "[dining_room.more]\narrivals = \"unlimited\"", &["unlimited", "40/min"]),
];

#[test]
fn a_wrong_use_is_found_with_its_place_and_a_remedy() {
    let folder = Folder::new();
    let mut misses = Vec::new();
    for (section, line, wanted) in WRONG {
        let scenario = with(section, line);
        let first = scenario.lines().position(|text| text == line.lines().next().unwrap()).unwrap();
        let file = folder.file("parts.toml", &scenario);
        let message = refusal(&["check", file.to_str().unwrap()], b"");
        let places =
            line.lines().enumerate().map(|(at, _)| format!("parts.toml:{}:", first + 1 + at));
        let has_place = places.into_iter().any(|place| message.contains(&place));
        let helps = message.contains("= help: ") && message.contains('^');
        let lower = message.to_lowercase();
        let missing = wanted.iter().find(|word| !lower.contains(&word.to_lowercase()));
        if !has_place || !helps || missing.is_some() {
            misses.push(format!("[{section}] {line}: no {missing:?} in\n{message}"));
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[rustfmt::skip]
const RIGHT: &[(&str, &str)] = &[
    ("dining_room.web", r"retry = { limit = 0 }"),
    ("dining_room.web", r#"retry = { limit = "unlimited", wait = "1ns", backoff = 1000, jitter = true, budget = 0 }"#),
    ("dining_room.web", r#"retry = { limit = 1000000, wait = "3650d", backoff = 1, budget = 100 }"#),
    ("dispatcher", r#"checks = "1ns""#),
    ("dispatcher", "policy = \"sticky\"\nchecks = \"3650d\""),
    ("kitchen.main", "copies = 1000\nopen = \"off\"\nbuilding = \"inner\""),
    ("kitchen.main", "copies = 2\nbuilding = [\"one\", \"inner\"]"),
    ("kitchen.main", "copies = 1\nbuilding = [\"one\"]"),
    ("kitchen.main", "chefs = 0\nbreaks = { every = \"1h\", for = { exp = \"1ns\" } }"),
    ("kitchen.main", "copies = 1000\nchefs = 100\nbreaks = { every = \"1h\", for = \"1m\" }"),
    ("kitchen.main", "chefs = 2\ncopies = 3\nautoscale = { busy = 0.7, from = 2, to = 2, every = \"1s\", opens_in = \"0s\" }"),
    ("kitchen.main", r#"fridge = { holds = 0, fresh_for = "1ns" }"#),
    ("kitchen.main", r#"fridge = { holds = "unlimited" }"#),
    ("partner.bank", "at_once = 0\npower = \"hangs\""),
    ("partner.bank", "at_once = \"unlimited\"\nfails = 1"),
    ("menu.tea", r"size = 0.000001"),
    ("menu.tea", r"size = 1000000000"),
    ("menu.tea", r#"recipe = [{ call = "bank", timeout = "1ns", retries = 100, wait = "0s", breaker = { after = 1, for = "1ns" } }]"#),
    ("menu.tea", r#"recipe = [{ call = "bank", retries = 0, wait = "1s", breaker = {} }]"#),
    ("menu.tea", r#"recipe = [{ ask = "soup", or = "no soup" }, { ask = "soup" }]"#),
    ("menu.tea", r#"recipe = [{ together = [[], [{ ask = "soup" }]] }]"#),
    ("menu.tea", r#"recipe = [{ chance = 0, then = [{ cook = "1s" }] }, { chance = 1, else = [] }]"#),
    ("building.one", r#"generator = { starts_in = "0s", lasts = "1ns" }"#),
    ("building.one", "power = \"off\"\ngenerator = \"on\"\nboots_in = \"0s\""),
    ("building.one", "burners = 0\nsharing = \"slices\"\nworktop = 0\nworktop_full = \"crash\""),
    ("building.one", "water = 0.000001\nstoreroom = 0\ndistance = \"3650d\""),
    ("building.one", "water = \"unlimited\"\nstoreroom = 1000000000\ndistrict = \"a_b-c\""),
    ("district.north", r#"power = "off""#),
    ("dispatcher", "[waiter]\nlimit = \"unlimited\"\nguest_limit = \"unlimited\""),
    ("menu.tea", r#"guest_limit = "unlimited""#),
    ("menu.tea", r#"recipe = [{ call = "bank", retries = "unlimited", wait = "1s", breaker = { after = "unlimited" } }]"#),
    ("kitchen.main", "chefs = 1\ncopies = 3\nautoscale = { busy = 0.7, to = \"unlimited\" }"),
];

#[test]
fn the_edges_of_what_a_key_takes_are_fine() {
    for (section, line) in RIGHT {
        let output = run(&["run", "-", "--json"], with(section, line).as_bytes());
        let (_, messages) = kind(&output);
        assert_eq!(output.status.code(), Some(0), "[{section}] {line}: {messages}");
    }
}

#[test]
fn portions_and_rows_are_not_taken_for_each_other() {
    let shelf = "[pantry.main]\nshelf.notes = { rows = [{ id = 1 }] }\n";
    let scenario = |recipe: &str| {
        format!(
            "title = \"Notes\"\nduration = \"1m\"\n[menu.soup]\nrecipe = [{recipe}]\n\
             [dining_room.web]\narrivals = \"1/s\"\n{shelf}"
        )
    };
    for recipe in ["{ take = { notes = 1 } }", "{ put = { notes = 1 } }"] {
        let wanted = ["notes holds rows, not portions", "find and remove", "^"];
        assert_mentions(&finding(&scenario(recipe)), &wanted);
    }
    let file = scenario("{ count = \"notes\", as = \"n\" }");
    let (knobs, _) = kind(&run(&["knobs", "-"], file.as_bytes()));
    assert!(knobs.contains("pantry.main.hatches") && !knobs.contains("notes.stock"), "{knobs}");
    let turned = format!(
        "{file}[[timeline]]\nat = \"10s\"\nset = {{ \"pantry.main.shelf.notes.stock\" = 5 }}\n"
    );
    assert_mentions(&finding(&turned), &["holds rows, not portions"]);
}
