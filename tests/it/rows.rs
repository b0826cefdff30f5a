//! What a dish returns is worked out from the pantry's rows: other rows, another outcome.

use serde_json::Value;

use crate::support::{Folder, assert_mentions, finding, report, run};

/// "correct horse"
const HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$b6qJumA/4cblFXUKfEvM0w";

/// The example of the contract, section 2, as far as this program reads it.
fn booking() -> String {
    r#"format = 1
title = "Book a table"
duration = "10m"

[pantry.main]
take = "200ms"
put  = "300ms"
durable = "every write"

[pantry.main.shelf.members]
rows  = [ { email = "ada@example.com", password = "HASH", name = "Ada", discount = 0.1, id = 1 } ]
index = ["email"]
scan  = "1ms"

[pantry.main.shelf.tables]
rows = { count = 40, id = "{n}", at = 19, free = true, guest = 0 }

[pantry.main.shelf.bookings]
rows = []

[partner.bank]
answers = "300ms"

[partner.mail]
answers = "1s"

[menu.login]
asks   = ["email", "password"]
recipe = [
  { find = "members", where = { email = "order.email" }, as = "member", or = "who are you" },
  { cook = "800ms" },
  { require = "verify(order.password, member.password)", or = "who are you" },
  { wristband = "member.id", lasts = "30m" },
  { answer = { welcome = "member.name" } },
]

[menu.reserve]
asks   = ["seats", "at"]
needs  = "wristband"
recipe = [
  { atomic = [
      { find = "tables", where = { at = "order.at", free = "true" }, as = "table", or = "no table" },
      { update = "tables", key = "table.id", set = { free = "false", guest = "guest.id" } },
  ] },
  { let = { total = "order.seats * 12.5 * (1 - guest.discount)" } },
  { call = "bank", sends = "total", timeout = "2s", retries = 1, or = "payment failed" },
  { put = { bookings = { table = "table.id", total = "total" } } },
  { mail = "mail" },
  { answer = { table = "table.id", total = "total" } },
]

[dining_room.web]
arrivals = "20/min"
people   = { count = 40, id = "{n}", email = "ada@example.com", password = "correct horse", discount = 0.1 }
says     = { email = "guest.email", password = "guest.password", seats = "2", at = "19" }
orders   = { login = 1, reserve = 1 }
"#
    .replace("HASH", HASH)
}

/// Reads a dial that shows whole numbers.
fn count(report: &Value, dial: &str) -> u64 {
    let shown = &report["dials"][dial];
    let number = shown.as_f64().unwrap_or_else(|| panic!("{dial}: {shown}"));
    assert!(number.fract().abs() < 1e-9, "{dial}: {number}");
    number as u64
}

fn outcome(report: &Value, name: &str) -> u64 {
    report["outcomes"][name].as_u64().unwrap_or_else(|| panic!("{name}: {}", report["outcomes"]))
}

#[test]
fn forty_tables_are_booked_and_each_is_paid_for() {
    let report = report(&booking(), 1, &["--set", "dining_room.web.arrivals=100/min"]);
    assert_eq!(count(&report, "menu.reserve.orders.served"), 40);
    assert_eq!(count(&report, "money.revenue"), 900);
    assert!(
        outcome(&report, "refused.no_table") > 0 && outcome(&report, "refused.who_are_you") > 0
    );
    assert_eq!(count(&report, "pantry.sold_twice"), 0);
    assert!(count(&report, "security.logins") > 0);
    assert_eq!(count(&report, "partner.mail.calls"), 40, "a letter for each booking");
}

#[test]
fn other_rows_give_another_outcome() {
    let served = |scenario: &str| count(&report(scenario, 1, &[]), "menu.reserve.orders.served");
    assert_eq!(served(&booking()), 40);
    assert_eq!(
        served(&booking().replace("count = 40, id = \"{n}\", at", "count = 7, id = \"{n}\", at")),
        7
    );
    assert_eq!(served(&booking().replace("free = true", "free = false")), 0);
    assert_eq!(served(&booking().replace("at = 19,", "at = 20,")), 0);
    let wrong = booking().replace("password = \"correct horse\"", "password = \"wrong horse\"");
    let report = report(&wrong, 1, &[]);
    assert_eq!(count(&report, "orders.served"), 0);
    assert_eq!(outcome(&report, "refused.who_are_you"), count(&report, "orders.placed"));
}

#[test]
fn one_row_stands_for_many_where_rows_are_counted() {
    let read = |shelf: &str| {
        let scenario = booking().replace("scan  = \"1ms\"", shelf);
        count(&report(&scenario, 1, &[]), "rows.read")
    };
    let logins = count(&report(&booking(), 1, &[]), "menu.login.orders.placed");
    assert_eq!(read("stands_for = 1_000") - read("scan = \"1ms\""), 999 * logins);
}

/// Returns how many of ten orders of a dish are served; its recipe may speak of what is on the shelf.
fn served(shelf: &str, recipe: &str) -> u64 {
    let scenario = format!(
        "title = \"T\"\nduration = \"10s\"\n[menu.it]\nasks = [\"words\"]\nrecipe = [{recipe}]\n\
         [dining_room.web]\narrivals = {{ every = \"1s\" }}\nsays = {{ words = '\"red wine\"' }}\n\
         people = [{{ id = 1, region = \"north\" }}]\n[pantry.main.shelf.things]\n{shelf}\n"
    );
    outcome(&report(&scenario, 1, &[]), "served")
}

#[test]
fn likes_words_and_regions_decide() {
    let best = r#"{ rank = "things", by = "likes", top = 1, as = "best" }, { require = "first(best).id == 2" }"#;
    assert_eq!(served("rows = [{ id = 1, likes = 5 }, { id = 2, likes = 9 }]", best), 10);
    assert_eq!(served("rows = [{ id = 1, likes = 10 }, { id = 2, likes = 9 }]", best), 0);

    let found = r#"{ rank = "things", by = "relevance(order.words, row.text)", as = "found" }, { require = "len(found) == 1" }"#;
    for index in ["", "index = { words = \"text\" }"] {
        let shelf = |text: &str| {
            format!("rows = [{{ text = \"{text}\" }}, {{ text = \"bread\" }}]\n{index}")
        };
        assert_eq!(served(&shelf("A bottle of RED."), found), 10);
        assert_eq!(served(&shelf("a bottle of white"), found), 0);
    }

    let region = r#"{ find = "things", where = { region = "guest.region" }, or = "not allowed" }"#;
    assert_eq!(served("rows = [{ region = \"north\" }]", region), 10);
    assert_eq!(served("rows = [{ region = \"south\" }]", region), 0);

    let sum = r#"{ sum = "things", of = "price * 2", where = { on = true }, as = "total" }, { count = "things", as = "all" }, { require = "total == 7 && all == 3" }"#;
    assert_eq!(
        served(
            "rows = [{ price = 1, on = true }, { price = 2.5, on = true }, { price = 4, on = false }]",
            sum
        ),
        10
    );
}

#[test]
fn what_is_written_is_found_changed_and_removed() {
    let recipe = r#"
        { put = { things = { text = "order.words" } }, as = "mine" },
        { find = "things", where = { id = "mine.id" }, as = "again" },
        { require = 'again.text == "red wine"' },
        { update = "things", key = "mine.id", set = { text = '"white wine"' } },
        { find = "things", where = { id = "mine.id" }, as = "again" },
        { require = 'again.text == "white wine"' },
        { remove = "things", key = "mine.id" },
        { count = "things", as = "left" },
        { require = "left == 0" },
    "#;
    assert_eq!(served("rows = []", recipe), 10);
    // What is not there cannot be removed.
    assert_eq!(served("rows = []", "{ remove = \"things\", key = \"1\" }"), 0);
}

#[test]
fn whoever_asks_too_little_or_too_much_is_refused() {
    let with = |menu: &str, room: &str| {
        let scenario = format!(
            "title = \"T\"\nduration = \"10s\"\n[menu.it]\n{menu}\n[dining_room.web]\n\
             arrivals = {{ every = \"1s\" }}\n{room}\n"
        );
        report(&scenario, 1, &[])
    };
    let asks = "asks = [\"seats\"]";
    assert_eq!(outcome(&with(asks, ""), "refused.malformed"), 10);
    assert_eq!(outcome(&with(asks, "says = { seats = 2 }"), "served"), 10);
    let staff = "staff = true";
    assert_eq!(outcome(&with(staff, "people = [{ staff = true }]"), "served"), 10);
    assert_eq!(outcome(&with(staff, "people = [{ staff = false }]"), "refused.not_allowed"), 10);
    let needs = "needs = \"wristband\"";
    assert_eq!(outcome(&with(needs, "people = [{ id = 1 }]"), "refused.who_are_you"), 10);
    // A wristband that lasts for three seconds lets in whoever comes within them.
    let door = "[menu.door]\nrecipe = [{ wristband = \"guest.id\", lasts = \"3s\" }]";
    let menu = format!("{needs}\n{door}");
    let room = "people = [{ id = 1 }]\norders = { it = 0, door = 1 }";
    let later = with(
        &menu,
        &format!(
            "{room}\n[[timeline]]\nat = \"1500ms\"\nset = {{ \"dining_room.web.orders\" = {{ it = 1, door = 0 }} }}"
        ),
    );
    // Given at 0 s and 1 s, it is good until 4 s.
    assert_eq!(outcome(&later, "served"), 4);
    assert_eq!(outcome(&later, "refused.who_are_you"), 6);
}

/// What cannot be worked out ends that order, and nothing else.
#[test]
fn an_expression_that_fails_ends_its_order() {
    let report = report(
        &booking().replace("order.seats * 12.5", "order.seats * member_name").replace(
            "{ let = { total",
            "{ let = { member_name = '\"Ada\"' } },\n  { let = { total",
        ),
        1,
        &[],
    );
    assert!(outcome(&report, "failed.crashed") > 0);
    assert_eq!(count(&report, "menu.reserve.orders.served"), 0);
    assert!(count(&report, "menu.login.orders.served") > 0);
}

#[test]
fn what_is_wrong_with_rows_and_rules_is_found_with_its_place() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("order.seats * 12.5", "order.seets * 12.5", &["seets", "^", "did you mean", "seats"]),
        ("order.seats * 12.5", "order.seats * ", &["^"]),
        ("member.password)", "membr.password)", &["membr", "member"]),
        ("member.name\" } }", "member.nam\" } }", &["nam", "did you mean", "name"]),
        ("verify(order.password, member.password)", "check(order.password)", &["check", "verify"]),
        ("find = \"members\"", "find = \"mambers\"", &["mambers", "did you mean", "members"]),
        ("where = { email =", "where = { emial =", &["emial", "email"]),
        ("{ find = \"tables\", where", "{ find = \"tables\", were", &["were", "where"]),
        ("index = [\"email\"]", "index = [\"emial\"]", &["emial", "email"]),
        (
            "discount = 0.1, id = 1 }",
            "discount = 0.1, id = 1 }, { email = 7 }",
            &["email holds a text", "a number"],
        ),
        ("rows = { count = 40,", "rows = { count = 0,", &["count", "1"]),
        ("rows = { count = 40,", "rows = { from = \"nowhere.csv\",", &["from"]),
        ("rows = []", "rows = { from = \"nowhere.csv\" }", &["nowhere.csv", "CSV"]),
        ("rows = []", "rows = { from = \"../secret.csv\" }", &["not inside the scenario's folder"]),
        ("rows = []", "stock = 3\nrows = []", &["portions or rows"]),
        ("{ bookings = { table =", "{ bookins = { table =", &["bookins", "bookings"]),
        ("sends = \"total\"", "sends = \"totl\"", &["totl", "total"]),
        ("needs  = \"wristband\"", "needs  = \"a ring\"", &["a ring", "wristband"]),
        ("as = \"table\"", "as = \"my table\"", &["my table", "name"]),
        ("{ mail = \"mail\" }", "{ mail = \"mial\" }", &["mial", "did you mean", "mail"]),
        (
            "{ let = { total =",
            "{ atomic = [{ atomic = [] }] }, { let = { total =",
            &["transaction"],
        ),
        ("key = \"table.id\", set", "set", &["update", "which row"]),
        ("order.seats * 12.5", "while true {} 1", &["^"]),
        ("says     = { email", "says     = { Email", &["Email", "name"]),
        ("durable = \"every write\"", "durable = \"sometimes\"", &["every 5s"]),
    ];
    for (right, wrong, wanted) in cases {
        let scenario = booking();
        assert!(scenario.contains(right), "{right}");
        let message = finding(&scenario.replacen(right, wrong, 1));
        assert_mentions(&message, wanted);
        assert!(message.contains("-->"), "no place: {message}");
    }
    // An expression as long as a file, or as deep as a mine, is a finding as well.
    for long in ["1 + ".repeat(2_000) + "1", "(".repeat(400) + "1" + &*")".repeat(400)] {
        finding(&booking().replacen("order.seats * 12.5", &long, 1));
    }
}

#[test]
fn rows_may_lie_in_a_file_beside_the_scenario() {
    let folder = Folder::new();
    folder.file("tables.csv", "id,at,free,name\n1,19,true,7\n2,19,false,by the door\n3,19,true,\n");
    let scenario = booking().replace(
        "rows = { count = 40, id = \"{n}\", at = 19, free = true, guest = 0 }",
        "rows = { from = \"tables.csv\" }",
    );
    let scenario = scenario.replace(", guest = \"guest.id\"", "");
    let file = folder.file("book.toml", &scenario);
    let output = run(&["run", file.to_str().unwrap(), "--json"], b"");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(count(&report, "menu.reserve.orders.served"), 2);
    folder.file("tables.csv", "id,id\n1,2\n");
    let message = run(&["check", file.to_str().unwrap()], b"");
    assert_eq!(message.status.code(), Some(2));
    assert_mentions(&String::from_utf8_lossy(&message.stderr), &["twice"]);
}

/// Every second somebody saves something; at 13.5 s the power goes off.
#[test]
fn a_power_cut_takes_what_was_not_safe() {
    for (durable, lost) in [("every write", 0), ("every 5s", 4), ("every 1s", 1), ("never", 14)] {
        let scenario = format!(
            "title = \"T\"\nduration = \"20s\"\n[menu.save]\nrecipe = [{{ put = {{ notes = {{ text = '\"hello\"' }} }} }}]\n\
             [menu.read]\nrecipe = [{{ count = \"notes\", as = \"n\" }}, {{ require = \"n == {}\" }}]\n\
             [dining_room.web]\narrivals = {{ every = \"1s\" }}\norders = {{ save = 1 }}\n\
             [building.cellar]\n[pantry.main]\nbuilding = \"cellar\"\ndurable = \"{durable}\"\n\
             shelf.notes = {{ rows = [] }}\n[[timeline]]\nat = \"13500ms\"\n\
             set = {{ \"building.cellar.power\" = \"off\" }}\nfor = \"200ms\"\n[[timeline]]\nat = \"13900ms\"\n\
             set = {{ \"dining_room.web.orders\" = {{ read = 1 }} }}\n",
            14 - lost
        );
        let report = report(&scenario, 1, &[]);
        assert_eq!(count(&report, "pantry.lost_rows"), lost, "{durable}");
        assert_eq!(count(&report, "pantry.lost_confirmed"), lost, "{durable}");
        assert_eq!(count(&report, "menu.read.orders.served"), 6, "{durable}");
    }
}

/// Somebody reads how often a post is liked, and from the thirtieth second on somebody likes it.
fn liked(fridge: &str) -> Value {
    let scenario = format!(
        "title = \"T\"\nduration = \"1m\"\n\
         [menu.read]\nasks = [\"id\"]\nrecipe = [\n\
         {{ find = \"posts\", where = {{ id = \"order.id\" }}, as = \"post\" }},\n\
         {{ require = \"post.likes == 0\" }},\n]\n\
         [menu.like]\nrecipe = [{{ update = \"posts\", key = \"1\", set = {{ likes = \"likes + 1\" }} }}]\n\
         [dining_room.web]\narrivals = {{ every = \"1s\" }}\norders = {{ read = 1 }}\nsays = {{ id = \"1\" }}\n\
         [dining_room.fans]\narrivals = {{ steps = [[\"30s\", \"60/min\"]] }}\norders = {{ like = 1 }}\n\
         [kitchen.main]\n{fridge}\n\
         [pantry.main.shelf.posts]\nrows = [{{ id = 1, likes = 0 }}]\nindex = [\"id\"]\n"
    );
    report(&scenario, 1, &[])
}

#[test]
fn a_fridge_keeps_what_was_found_even_when_it_is_not_so_any_more() {
    let plain = liked("");
    let served = |report: &Value| count(report, "menu.read.orders.served");
    assert!(served(&plain) < 40, "who looks again sees the likes");
    assert_eq!(count(&plain, "rows.read"), 60);
    let for_ever = liked("fridge = { holds = 10 }");
    assert_eq!(served(&for_ever), 60, "nobody ever looks again");
    assert_eq!((count(&for_ever, "rows.read"), count(&for_ever, "fridge.misses")), (1, 1));
    assert_eq!(count(&for_ever, "fridge.hits"), 59);
    let stale = count(&for_ever, "fridge.stale");
    assert_eq!(stale, 60 - served(&plain), "as often as it was not so any more");
    let fresh = liked("fridge = { holds = 10, fresh_for = \"5s\" }");
    assert_eq!(count(&fresh, "rows.read"), 12, "once in five seconds");
    assert!(count(&fresh, "fridge.stale") < stale, "only until it is fetched again");
    assert!(served(&fresh) < 40, "and then the likes are seen");
}

#[test]
fn a_fridge_tells_questions_apart_and_holds_only_so_many() {
    let ask = |says: &str, fridge: &str| {
        let scenario = format!(
            "title = \"T\"\nduration = \"1m\"\n\
             [menu.it]\nasks = [\"id\"]\nrecipe = [\n\
             {{ find = \"things\", where = {{ id = \"order.id\" }}, as = \"it\" }},\n\
             {{ require = \"it.id == order.id\" }},\n\
             {{ rank = \"things\", by = \"abs(row.id - order.id)\", top = 2, as = \"near\" }},\n\
             {{ require = \"first(near).id != order.id\" }},\n\
             {{ count = \"things\", where = {{ id = \"order.id\" }}, as = \"n\" }},\n\
             {{ require = \"n == 1\" }},\n]\n\
             [dining_room.web]\narrivals = {{ every = \"1s\" }}\nsays = {{ id = \"{says}\" }}\n\
             people = {{ count = 4, id = \"{{n}}\" }}\n\
             [kitchen.main]\nfridge = {{ {fridge} }}\n\
             [pantry.main.shelf.things]\nrows = {{ count = 9, id = \"{{n}}\" }}\n"
        );
        report(&scenario, 1, &[])
    };
    let all = ask("guest.id", "holds = 12");
    assert_eq!(outcome(&all, "served"), 60, "each gets what belongs to the own question");
    assert_eq!(count(&all, "fridge.misses"), 12, "three questions of four guests");
    assert_eq!(count(&ask("guest.id", "holds = 1"), "fridge.hits"), 0);
    assert_eq!(count(&ask("2", "holds = 3"), "fridge.misses"), 3);
}

/// A small file asks for more rows than a machine could keep: nothing is made of it.
#[test]
fn rows_that_are_too_many_in_all_are_findings() {
    let with = |shelves: &str| {
        format!(
            "title = \"Many\"\nduration = \"1m\"\n[menu.it]\n[dining_room.web]\n\
             arrivals = \"1/min\"\n[pantry.main]\n{shelves}"
        )
    };
    let each = |count: usize, text: &dyn Fn(usize) -> String| -> String {
        (0..count).map(text).collect::<Vec<_>>().concat()
    };
    let shelves = |count: usize, rows: &str| {
        each(count, &|number| format!("shelf.s{number}.rows = {rows}\n"))
    };
    // Twenty shelves of 100,000 rows of one field are as many as there may be.
    let most = with(&shelves(20, "{ count = 100000, id = \"{n}\" }"));
    let output = run(&["check", "-"], most.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let long = format!("{{ count = 100000, a = \"{}{{n}}\" }}", "y".repeat(4_000));
    let many = each(20, &|number| format!(", f{number} = \"{{n}}{{n}}\""));
    let one_by_one = each(10_000, &|number| format!("{{ a{} = 1 }},", number % 60));
    let names = each(10_000, &|number| format!("{{ a{number} = 1 }},"));
    for (shelves, told) in [
        (
            shelves(21, "{ count = 100000, id = \"{n}\" }"),
            &["2100000 fields", "2000000", ":27:"][..],
        ),
        (shelves(30, &long), &["400600000 bytes", "67108864 in all", "stands_for", ":7:"]),
        (shelves(2, &format!("{{ count = 100000{many} }}")), &["4000000 fields", ":8:"]),
        (shelves(4, &format!("[{one_by_one}]")), &["2400000 fields", "write fewer", ":10:"]),
        (shelves(1, &format!("[{names}]")), &["too many fields", "at most 64"]),
    ] {
        assert_mentions(&finding(&with(&shelves)), told);
    }
}
