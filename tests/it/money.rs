//! Money: what partners take, twice if they are asked twice, what a key prevents and what a refund
//! gives back; the till believes what it was told.

use serde_json::Value;
use std::fmt::Write as _;

use crate::support::{assert_mentions, assert_same, dial, finding, report, report_of_trace};

/// A guest a second pays 5; the bank takes two seconds to answer.
fn shop(call: &str, room: &str) -> String {
    format!(
        "title = \"T\"\nduration = \"10m\"\n[menu.hamper]\nprice = 3\nrecipe = [\n{call}\n]\n\
         [menu.other]\nrecipe = [{{ cook = \"1s\" }}]\n\
         [dining_room.web]\narrivals = {{ trace = \"trace.csv\" }}\n{room}\n\
         [pantry.main]\n[pantry.main.shelf.seats]\nrows = {{ count = 2, id = \"{{n}}\", free = true }}\n\
         [partner.bank]\nanswers = \"2s\"\n[building.here]\n"
    )
}

/// Ten orders, one every ten seconds.
fn ten(scenario: &str) -> Value {
    let mut trace = "at,dish\n".to_owned();
    for at in 0..10 {
        writeln!(trace, "{},hamper", at * 10).unwrap();
    }
    let report = report_of_trace(scenario, &trace, &[]);
    balances(&report);
    report
}

/// What the bank has, the till has got or owes, as long as nobody is in the house.
fn balances(report: &Value) {
    if report["dials"]["partner.bank.charged"].is_null() {
        return;
    }
    let sum = |dials: &[&str]| dials.iter().map(|name| dial(report, name)).sum::<f64>();
    let bank = dial(report, "partner.bank.charged") - dial(report, "partner.bank.refunded");
    assert!((bank - sum(&["money.revenue", "money.owed"])).abs() < 1e-9, "{report}");
}

fn shows(report: &Value, dials: &[(&str, f64)]) {
    for (name, wanted) in dials {
        assert_same(&report["dials"][*name], *wanted);
    }
}

const CALL: &str = "{ call = \"bank\", sends = \"5\", or = \"payment failed\" },";

#[test]
fn who_answers_in_time_takes_money_once() {
    let report = ten(&shop(CALL, ""));
    shows(
        &report,
        &[
            ("money.revenue", 50.0),
            ("partner.bank.charged", 50.0),
            ("partner.bank.charged_twice", 0.0),
            ("partner.bank.refunded", 0.0),
            ("money.owed", 0.0),
        ],
    );
    // A partner that is sent nothing has no such books.
    let scenario = shop("{ call = \"bank\" },", "");
    let report = report_of_trace(&scenario, "at,dish\n0,hamper\n", &[]);
    assert!(report["dials"]["partner.bank.charged_twice"].is_null());
    assert!(report["dials"]["partner.bank.charged"].is_null());
}

/// The chef hears nothing within a second, and the bank takes the money a second later.
#[test]
fn a_call_that_took_too_long_has_taken_money_and_another_one_takes_it_again() {
    let late = CALL.replace(", or", ", timeout = \"1s\", or");
    let report = ten(&shop(&late, ""));
    shows(
        &report,
        &[
            ("outcomes.refused.payment_failed", 10.0),
            ("money.revenue", 0.0),
            ("partner.bank.charged", 50.0),
            ("money.owed", 50.0),
        ],
    );
    let again = CALL.replace(", or", ", timeout = \"1s\", retries = 2, or");
    let report = ten(&shop(&again, ""));
    shows(
        &report,
        &[
            ("partner.bank.calls", 30.0),
            ("partner.bank.charged", 150.0),
            ("partner.bank.charged_twice", 20.0),
            ("money.owed", 150.0),
        ],
    );
    // By a key the bank knows the second and the third call again.
    let known = again.replace("sends = \"5\"", "sends = \"5\", key = \"guest.order\"");
    let report = ten(&shop(&known, ""));
    shows(
        &report,
        &[
            ("partner.bank.calls", 30.0),
            ("partner.bank.charged", 50.0),
            ("partner.bank.charged_twice", 0.0),
            ("money.owed", 50.0),
        ],
    );
    // A call that only waits in line has moved nothing.
    let two = late.trim_end_matches(',');
    let line = format!("{{ together = [[{two}], [{two}]] }},");
    let report = ten(&shop(&line, "").replace("\"2s\"", "\"2s\"\nat_once = 1"));
    shows(&report, &[("partner.bank.calls", 20.0), ("partner.bank.charged", 50.0)]);
}

/// At first the bank takes too long, and guests try again as another order.
#[test]
fn a_key_of_the_visit_is_known_again_when_the_guest_tries_again() {
    let with = |key: &str| {
        let call = CALL.replace(", or = \"payment failed\"", &format!("{key}, timeout = \"3s\""));
        let slow = "[[timeline]]\nat = \"0s\"\nset = { \"partner.bank.answers\" = \"5s\" }\nfor = \"3s\"\n";
        let room = "retry = { limit = 3, wait = \"4s\" }";
        // Every order of the ten meets a slow bank first.
        let mut text = shop(&call, room);
        for at in 1..10 {
            text.push_str(&slow.replace("0s", &format!("{}s", at * 10)));
        }
        text.push_str(slow);
        let report = ten(&text);
        shows(&report, &[("outcomes.served", 10.0), ("outcomes.failed.partner", 10.0)]);
        report
    };
    for key in ["", ", key = \"guest.order\""] {
        shows(&with(key), &[("partner.bank.charged", 100.0), ("money.owed", 50.0)]);
    }
    let known = with(", key = \"guest.visit\"");
    shows(&known, &[("partner.bank.charged", 50.0), ("money.revenue", 50.0), ("money.owed", 0.0)]);
    // One key for all: only the first guest pays, and the till has booked what nobody took.
    let free = with(", key = \"1\"");
    shows(&free, &[("partner.bank.charged", 5.0), ("money.revenue", 50.0), ("money.owed", -45.0)]);
}

#[test]
fn a_refund_gives_back_what_the_order_has_sent() {
    let recipe = format!("{CALL} {{ refund = \"bank\" }}, {{ require = \"false\" }},");
    let report = ten(&shop(&recipe, ""));
    shows(
        &report,
        &[
            ("outcomes.refused.not_allowed", 10.0),
            ("partner.bank.calls", 20.0),
            ("partner.bank.charged", 50.0),
            ("partner.bank.refunded", 50.0),
            ("money.owed", 0.0),
        ],
    );
    // What was paid again after it is earned; the key is free again.
    let recipe = format!("{CALL} {{ refund = \"bank\" }}, {}", CALL.replace('5', "7"));
    let keyed = recipe.replace(", or", ", key = \"guest.order\", or");
    for recipe in [recipe, keyed] {
        let report = ten(&shop(&recipe, ""));
        shows(
            &report,
            &[
                ("partner.bank.charged", 120.0),
                ("partner.bank.refunded", 50.0),
                ("partner.bank.charged_twice", 0.0),
                ("money.revenue", 70.0),
            ],
        );
    }
    // Who asks for it too early, or gives the guest a plate after all, does not get even.
    let early = CALL.replace(", or = \"payment failed\"", ", timeout = \"500ms\"");
    let recipe = format!("{{ together = [[{early}], [{{ refund = \"bank\" }}]] }},");
    let report = ten(&shop(&recipe, ""));
    shows(&report, &[("outcomes.failed.partner", 10.0), ("partner.bank.refunded", 0.0)]);
    assert_same(&report["dials"]["money.owed"], 50.0);
}

#[test]
fn branches_send_what_each_of_them_says() {
    let recipe = "{ together = [[{ call = \"bank\", sends = \"5\" }], [{ call = \"bank\", sends = \"7\" }]] },";
    shows(&ten(&shop(recipe, "")), &[("partner.bank.charged", 120.0), ("money.revenue", 120.0)]);
}

#[test]
fn what_a_dish_asked_for_has_sent_the_order_has_sent() {
    let asked = "[menu.gift]\nrecipe = [{ call = \"bank\", sends = \"4\" }]\n[dining_room.web]\norders = { hamper = 1 }";
    let scenario =
        shop(&format!("{CALL} {{ ask = \"gift\" }},"), "").replacen("[dining_room.web]", asked, 1);
    shows(&ten(&scenario), &[("partner.bank.charged", 90.0), ("money.revenue", 90.0)]);
}

/// The power goes off while the bank thinks: nobody hears that it has taken the money.
#[test]
fn a_power_cut_leaves_the_bank_with_the_money() {
    let cut = "[kitchen.main]\nbuilding = \"here\"\n[[timeline]]\nat = \"1s\"\nset = { \"building.here.power\" = \"off\" }\nfor = \"1s\"\n";
    for at_once in ["", "at_once = 1\n"] {
        let scenario =
            shop(CALL, "").replace("[building.here]", &format!("{at_once}[building.here]"));
        let report = ten(&format!("{scenario}{cut}"));
        shows(
            &report,
            &[
                ("outcomes.failed.power_out", 1.0),
                ("partner.bank.charged", 50.0),
                ("money.revenue", 45.0),
                ("money.owed", 5.0),
            ],
        );
    }
}

/// Two transactions want each other's row; the one that begins anew has paid before.
#[test]
fn a_transaction_that_begins_anew_pays_again_unless_the_bank_knows_the_key() {
    let with = |key: &str| {
        let find =
            |row: u32| format!("{{ find = \"seats\", where = {{ id = {row} }}, as = \"seat\" }}");
        let ways = format!(
            "{{ when = \"guest.order % 2 == 0\", then = [{}], else = [{}] }}",
            find(1),
            find(2)
        );
        let back = ways.replace("== 0", "== 1");
        let recipe = format!(
            "{{ atomic = [{ways}, {}, {back}] }},",
            CALL.trim_end_matches(',').replace(", or", &format!("{key}, or"))
        );
        let text = shop(&recipe, "");
        let report = report_of_trace(&text, "at,dish\n0,hamper\n0,hamper\n", &[]);
        balances(&report);
        shows(&report, &[("outcomes.served", 2.0), ("money.revenue", 10.0)]);
        report
    };
    shows(
        &with(""),
        &[("partner.bank.charged", 15.0), ("partner.bank.charged_twice", 1.0), ("money.owed", 5.0)],
    );
    shows(
        &with(", key = \"guest.order\""),
        &[("partner.bank.charged", 10.0), ("partner.bank.charged_twice", 0.0), ("money.owed", 0.0)],
    );
}

#[test]
fn what_is_wrong_with_money_is_found() {
    for (recipe, words) in [
        ("{ call = \"bank\", key = \"1\" },", ["key", "sends"]),
        ("{ refund = \"bnak\" },", ["bnak", "bank"]),
        ("{ refund = \"bank\", sends = \"5\" },", ["refund", "sends"]),
        ("{ call = \"bank\", sends = \"5\", key = \"guest.vist\" },", ["vist", "visit"]),
    ] {
        let text = shop(recipe, "").replace("{ trace = \"trace.csv\" }", "\"1/h\"");
        assert_mentions(&finding(&text), &words);
    }
    // A key that is nothing would be the same for all.
    let recipe =
        "{ let = { nobody = \"nothing\" } }, { call = \"bank\", sends = \"5\", key = \"nobody\" },";
    shows(&ten(&shop(recipe, "")), &[("outcomes.failed.crashed", 10.0), ("money.owed", 0.0)]);
    let own =
        shop(CALL, "people = [{ visit = 1 }]").replace("{ trace = \"trace.csv\" }", "\"1/h\"");
    assert_mentions(&finding(&own), &["visit", "another name"]);
}

#[test]
fn runs_with_money_end_the_same_with_any_number_of_threads() {
    let scenario = shop(CALL, "").replace("{ trace = \"trace.csv\" }", "\"60/min\"");
    let first = report(&scenario, 3, &["--reps", "4"]);
    assert_eq!(first["dials"], report(&scenario, 3, &["--reps", "4"])["dials"]);
}

/// The films that are recommended, or else the list that everybody gets.
#[test]
fn what_cannot_be_done_is_done_otherwise() {
    let with = |tried: &str, other: &str| {
        let recipe = format!("{{ try = [{tried}], else = [{other}] }},");
        ten(&shop(&recipe, ""))
    };
    let generic = "{ let = { films = '\"the ten best\"' } }";
    let cases = [
        "{ call = \"bank\", timeout = \"1s\", retries = 1 }",
        "{ find = \"seats\", where = { id = 7 }, as = \"films\" }",
        "{ update = \"seats\", key = 7, set = { free = false } }",
        "{ require = \"1 > 2\" }",
        "{ let = { films = \"1 + true\" } }",
        "{ take = { menus = 60 } }",
        "{ ask = \"sold-out\" }",
        "{ cook = \"1s\" }, { try = [{ require = \"false\" }], else = [{ require = \"false\" }] }",
        "{ atomic = [{ take = { menus = 3 } }, { require = \"false\" }] }",
    ];
    for tried in cases {
        let menus = "[menu.sold-out]\nrecipe = [{ take = { menus = 60 } }]\n[dining_room.web]\norders = { hamper = 1 }";
        let recipe = format!(
            "{{ try = [{tried}], else = [{generic}, {{ cook = \"1s\" }}] }}, {{ answer = {{ list = \"films\" }} }},"
        );
        let shop = shop(&recipe, "")
            .replacen("[dining_room.web]", menus, 1)
            .replace("[pantry.main]\n", "[pantry.main]\nshelf.menus = { stock = 50 }\n");
        for kitchen in
            ["", "[kitchen.main]\nchefs = 2\n", "[kitchen.main]\nchefs = 1\njuggles = 4\n"]
        {
            let report = ten(&format!("{shop}{kitchen}"));
            shows(&report, &[("outcomes.served", 10.0), ("money.revenue", 30.0)]);
            // What a transaction had taken it has given back.
            shows(&report, &[("pantry.main.shelf.menus.stock", 50.0)]);
        }
    }
    // What goes well is not done twice, and what goes wrong outside is not caught.
    let report = with(CALL.trim_end_matches(','), "{ require = \"false\" }");
    shows(&report, &[("outcomes.served", 10.0), ("partner.bank.calls", 10.0)]);
    let report =
        with("{ require = \"false\" }", "{ require = \"false\", or = \"payment failed\" }");
    shows(&report, &[("outcomes.refused.payment_failed", 10.0)]);
}

/// The bank has taken the money when the storeroom turns out to be full.
#[test]
fn a_fallback_gives_the_money_back() {
    let recipe = |other: &str| {
        format!(
            "{{ try = [{} {{ require = \"false\" }}], else = [{other}] }},",
            CALL.replace(", or", ", key = \"guest.order\", timeout = \"3s\", or")
        )
    };
    let report = ten(&shop(&recipe("{ refund = \"bank\" }"), ""));
    shows(
        &report,
        &[
            ("outcomes.served", 10.0),
            ("money.revenue", 0.0),
            ("partner.bank.charged", 50.0),
            ("partner.bank.refunded", 50.0),
            ("money.owed", 0.0),
        ],
    );
    // The till has what was sent and nobody has given back.
    let report = ten(&shop(&recipe(""), ""));
    shows(&report, &[("money.revenue", 50.0), ("money.owed", 0.0)]);
    // A transaction that comes to nothing: the till knows nothing of it, the bank does.
    let atomic =
        recipe("").replace("try = [", "try = [{ atomic = [").replace("], else", "] }], else");
    let report = ten(&shop(&atomic, ""));
    shows(&report, &[("money.revenue", 0.0), ("money.owed", 50.0), ("outcomes.served", 10.0)]);
}

#[test]
fn power_cuts_are_not_caught() {
    let cut = "[kitchen.main]\nbuilding = \"here\"\n[[timeline]]\nat = \"1s\"\nset = { \"building.here.power\" = \"off\" }\nfor = \"1s\"\n";
    let recipe = format!("{{ try = [{CALL}], else = [{{ cook = \"1s\" }}] }},");
    shows(&ten(&format!("{}{cut}", shop(&recipe, ""))), &[("outcomes.failed.power_out", 1.0)]);
}

#[test]
fn what_is_wrong_with_a_fallback_is_found() {
    for (recipe, words) in [
        ("{ try = [{ together = [[{ cook = \"1s\" }]] }] },", ["together", "try"]),
        ("{ atomic = [{ try = [{ cook = \"1s\" }] }] },", ["try", "transaction"]),
        ("{ try = [{ call = \"bnak\" }] },", ["bnak", "bank"]),
        ("{ try = [], then = [] },", ["try takes no", "else"]),
        ("{ mail = \"bank\", outbox = \"mian\" },", ["mian", "main"]),
    ] {
        let text = shop(recipe, "").replace("{ trace = \"trace.csv\" }", "\"1/h\"");
        assert_mentions(&finding(&text), &words);
    }
    // Behind what is tried, and in what is done otherwise, there may be branches.
    let recipe =
        "{ try = [{ require = \"false\" }], else = [{ together = [[{ cook = \"1s\" }]] }] },";
    shows(&ten(&shop(recipe, "")), &[("outcomes.served", 10.0)]);
}

/// Letters lie in the outbox while the post is closed, and the power goes off.
#[test]
fn letters_are_as_safe_as_what_keeps_them() {
    let with = |mail: &str, durable: &str, dark: &str| {
        let text = shop(mail, "").replace(
            "[pantry.main]\n",
            &format!("[pantry.main]\ndurable = \"{durable}\"\nbuilding = \"cellar\"\n"),
        );
        let text = format!(
            "{text}[building.cellar]\n[kitchen.main]\nbuilding = \"here\"\n[partner.post]\nanswers = \"1s\"\n\
             [[timeline]]\nat = \"500ms\"\nset = {{ \"partner.post.power\" = \"off\" }}\nfor = \"199500ms\"\n\
             [[timeline]]\nat = \"103s\"\nset = {{ \"building.{dark}.power\" = \"off\" }}\nfor = \"300s\"\n"
        );
        let report = ten(&text);
        let [written, sent, lost] =
            ["mail.written", "mail.sent", "mail.lost"].map(|name| dial(&report, name));
        assert_same(&report["dials"]["outcomes.served"], written);
        assert_same(&report["dials"]["partner.post.calls"], dial(&report, "partner.post.calls"));
        (sent, lost, written - sent - lost)
    };
    let kept = "{ mail = \"post\", outbox = \"main\" },";
    // The first letter is on its way when the post closes, and fails later.
    assert_eq!(with("{ mail = \"post\" },", "every write", "here"), (1.0, 9.0, 0.0));
    assert_eq!(with("{ mail = \"post\" },", "every write", "cellar"), (10.0, 0.0, 0.0));
    assert_eq!(with(kept, "never", "here"), (10.0, 0.0, 0.0));
    assert_eq!(with(kept, "every write", "cellar"), (10.0, 0.0, 0.0));
    assert_eq!(with(kept, "never", "cellar"), (1.0, 9.0, 0.0));
    assert_eq!(with(kept, "every 60s", "cellar"), (6.0, 4.0, 0.0));
    // All or nothing.
    let none = format!("{{ atomic = [{kept} {{ require = \"false\" }}] }},");
    assert_eq!(with(&none, "every write", "here"), (0.0, 0.0, 0.0));
}

/// What the header of `payment` says of money and letters, on five days.
#[test]
fn the_payment_scenario_shows_where_money_and_letters_go() {
    let with = |dish: &str, knob: &str, seed: u32| {
        let orders = format!("dining_room.web.orders={{ {dish} = 1 }}");
        let seed = seed.to_string();
        let args = ["run", "payment", "--json", "--seed", &seed, "--set", &orders, "--set", knob];
        crate::support::json(&args, "")
    };
    let slow = "partner.bank.answers={ exp = \"1500ms\" }";
    let few = "pantry.main.shelf.hampers.stock=600";
    for seed in 1..=5 {
        let again = with("hamper-tried-again", slow, seed);
        let known = with("hamper-with-a-key", slow, seed);
        let show = |report: &Value, name: &str| dial(report, name);
        assert!(show(&again, "partner.bank.charged_twice") > 100.0, "seed {seed}");
        assert!(show(&again, "money.owed") > 3_000.0, "seed {seed}");
        assert!(show(&again, "mail.lost") > 100.0, "seed {seed}");
        assert_same(&known["dials"]["partner.bank.charged_twice"], 0.0);
        assert_same(&known["dials"]["mail.lost"], 0.0);
        // Only those are owed something whom the power cut met between paying and their plates.
        assert!(show(&known, "money.owed") < 200.0, "seed {seed}");
        let gone = with("paid-first", few, seed);
        let back = with("paid-first-and-back", few, seed);
        assert!(show(&gone, "money.owed") > 5_000.0, "seed {seed}");
        assert_same(&gone["dials"]["partner.bank.refunded"], 0.0);
        assert!(show(&back, "money.owed") < 200.0, "seed {seed}");
        assert!(show(&back, "partner.bank.refunded") > 5_000.0, "seed {seed}");
        if seed == 1 {
            for (report, name, wanted) in [
                (&again, "money.owed", 4256.45),
                (&again, "partner.bank.charged_twice", 133.0),
                (&again, "mail.lost", 166.0),
                (&known, "money.owed", 0.0),
                (&gone, "money.owed", 9675.6),
                (&back, "money.owed", 0.0),
            ] {
                assert!(
                    (show(report, name) - wanted).abs() < 0.001,
                    "{name}: {}",
                    show(report, name)
                );
            }
        }
    }
}

/// Five lamps: stock, bank, the order's record, the letter, the answer; `--plain` tells them.
#[test]
fn the_lamps_of_an_order_tell_how_far_it_is() {
    let told = |order: &str, at: &str| {
        let args = ["run", "payment", "--plain", "--panel", "life", "--order", order, "--at", at];
        let args =
            [&args[..], &["--ascii", "--set", "dining_room.web.orders={ hamper-with-a-key = 1 }"]];
        crate::support::printed(&args.concat())
    };
    let lamps = |text: &str| {
        let lamps = text
            .lines()
            .filter(|line| ["* ", "> ", "o ", "x "].iter().any(|sign| line.starts_with(sign)));
        lamps.map(|line| line.chars().next().unwrap()).collect::<String>()
    };
    let early = told("1", "15:10");
    assert_eq!(lamps(&early), "*****", "{early}");
    assert_mentions(&early, &["postbox", "hampers", "bank", "orders", "post", "done"]);
    // In the minute in which the bank says nothing an order stands there.
    let stands = told("392", "15:10:40");
    assert_eq!(lamps(&stands), "*>ooo", "{stands}");
}
