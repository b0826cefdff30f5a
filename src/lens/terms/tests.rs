//! The terms are complete, unique, and refer to what there is.

use super::*;
use crate::dials::Dial;
use crate::scenario::{KEYS, bundled};
use std::collections::{BTreeMap, BTreeSet};

/// What the two texts name from which the program was made, and what its design adds to them.
const ASKED: &[&str] = &[
    // The first text, from top to bottom.
    "frontend",
    "dining room",
    "customer",
    "menu",
    "order",
    "design",
    "API",
    "waiter",
    "communication bridge",
    "customer language",
    "kitchen language",
    "backend",
    "kitchen",
    "kitchen operation",
    "meal",
    "recipes",
    "business logic",
    "ingredients",
    "pantry",
    "database",
    "chefs",
    "application code",
    "dishes",
    "many dining rooms",
    "complex recipes",
    "server",
    "kitchen building",
    "infrastructure",
    "electricity",
    "water",
    "workspace",
    "equipment",
    "users",
    "data management",
    "storing",
    "organizing",
    "retrieving",
    "information",
    "save documents",
    "documents",
    "search for content",
    "search",
    "rules",
    "workflows",
    "seat availability",
    "booking flights",
    "calculating prices",
    "prices",
    "reservations",
    "confirming reservations",
    "security",
    "identity",
    "verifying your identity",
    "password",
    "validating your password",
    "permission",
    "data",
    "integration",
    "payment processors",
    "email services",
    "other systems",
    "performance",
    "requests",
    "one user",
    "a million users",
    "fast",
    "physical computer",
    "virtual computer",
    "backend code",
    "always available",
    "24/7",
    "laptop",
    "resource management",
    "dedicated processors",
    "processor",
    "memory",
    "storage",
    "reliability",
    "network connectivity",
    "network",
    "internet",
    "specific addresses",
    "address",
    "responses",
    "hosting multiple services",
    "multiple applications",
    "databases",
    "services",
    "server vs backend",
    "application",
    "software",
    "code",
    "logic",
    "what",
    "different servers",
    "multiple copies",
    "many servers",
    "machine",
    "hardware",
    "virtual machine",
    "computing resources",
    "where",
    "physical computers",
    "data center",
    "data centre",
    "virtual instances",
    "instance",
    "cloud",
    "real-world example",
    "netflix",
    "log in",
    "login form",
    "watch history",
    "recommendations",
    "viewing patterns",
    "content",
    "region",
    "available in your region",
    "millions of requests",
    "similar requests",
    "users worldwide",
    "simultaneously",
    // The second text.
    "server side",
    "brain",
    "website",
    "app",
    "hidden part",
    "behind the scenes",
    "payments",
    "emails",
    "sending emails",
    "securely",
    "instagram",
    "account",
    "login",
    "login system",
    "email",
    "record",
    "grants access",
    "error",
    "payment processing",
    "amazon",
    "bank",
    "verifies the payment",
    "inventory",
    "updates the inventory",
    "order record",
    "confirmation email",
    "social media",
    "posts",
    "algorithm",
    "social feed",
    "search results",
    "google",
    "pages",
    "ranks",
    "relevance",
    "results",
    "milliseconds",
    "car engine",
    "engine",
    "steering wheel",
    "dashboard",
    "dashboard and steering wheel",
    "pretty shell",
    "theater",
    "theatre",
    "backstage",
    "audience",
    "actors",
    "set",
    "costumes",
    "scenes",
    "lights",
    "presentation",
    "logic vs presentation",
    "backend vs frontend",
    "user's device",
    "device",
    "browser",
    "full-stack developer",
    "full stack",
    "data security",
    "authentication",
    "goes down",
    "downtime",
    "slow",
    "loses data",
    "data loss",
    "break-in",
    "hacked",
    "reliable software",
    "expertise",
    "client side",
    "application programming interface",
    "developer",
    "critical operations",
    // The table of the design, and its words in bold.
    "guest",
    "client",
    "ticket rail",
    "rail",
    "queue",
    "ticket",
    "plate",
    "shelf",
    "table",
    "row",
    "hatch",
    "connection",
    "index",
    "lock",
    "transaction",
    "durability",
    "small fridge",
    "fridge",
    "cache",
    "stampede",
    "stale",
    "worker",
    "chef",
    "async",
    "juggling chef",
    "building",
    "power",
    "uptime",
    "bandwidth",
    "worktop",
    "burner",
    "CPU core",
    "cores",
    "storeroom",
    "disk",
    "distance",
    "dispatcher",
    "load balancer",
    "deployment",
    "kitchen in a building",
    "copies",
    "autoscaling",
    "cool-down",
    "two kitchens and a pantry in one building",
    "multi-tenant host",
    "noisy neighbour",
    "door",
    "wristband",
    "members' book",
    "sealed envelope",
    "session",
    "authorization",
    "encryption",
    "credential",
    "hash",
    "lock-out",
    "eavesdropping",
    "overheard",
    "partner",
    "postbox",
    "third-party service",
    "timeout",
    "retry",
    "retries",
    "backoff",
    "jitter",
    "breaker",
    "outbox",
    "rush",
    "load",
    "dish",
    "endpoint",
    "lens",
    "analogy",
    "patience",
    "translation",
    "translating",
    "validating",
    "HTTP",
    "scan",
    "generator",
    "district",
    "virtual building",
    "deploy",
    "health check",
    "sick copy",
    "retry storm",
    "timeout cascade",
    "cache stampede",
    "knob",
    "dial",
    "phase",
    "outcome",
    "visit",
    "goal",
    "window",
    "seed",
    "scenario",
];

fn terms() -> &'static Terms {
    Terms::bundled()
}

#[test]
fn every_term_that_was_asked_for_is_found() {
    let missing: Vec<&&str> = ASKED.iter().filter(|word| terms().find(word).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn no_word_means_two_terms() {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for term in terms().all() {
        for word in &term.also {
            assert_eq!(*word, word.to_lowercase(), "{}: small letters", term.id);
        }
        let words: BTreeSet<String> = term.words().map(plain).collect();
        for word in words {
            let other = known.insert(word.clone(), &term.id);
            assert_eq!(other, None, "{word} is {} and {:?}", term.id, other);
        }
        // No plural of it is the word of another one.
        for word in term.words() {
            assert_eq!(terms().find(word).map(|found| &found.id), Some(&term.id), "{word}");
        }
    }
}

#[test]
fn terms_are_told_in_sentences() {
    for term in terms().all() {
        assert!(!term.kitchen.is_empty() && !term.backend.is_empty(), "{}", term.id);
        for text in [&term.in_kitchen, &term.in_backend] {
            assert!(text.ends_with(['.', '?']) && text.trim() == text, "{}: {text}", term.id);
            let sentences = text.matches(". ").count() + 1;
            assert!(sentences <= 2 && text.len() <= 260, "{}: too long: {text}", term.id);
            assert!(!text.contains(char::is_control), "{}", term.id);
        }
    }
    for limit in terms().limits() {
        assert!(limit.says.ends_with('.') && !limit.says.contains(". "), "{}", limit.id);
    }
}

/// A word for each lens, or plainly said that there is none, and something to watch it in.
#[test]
fn every_term_is_told_in_four_ways_and_can_be_watched() {
    let mut without = 0;
    for term in terms().all() {
        for says in [&term.car, &term.theatre] {
            without += usize::from(says == NOTHING);
            assert!(!says.is_empty() && says.chars().count() <= 90, "{}: {says}", term.id);
            assert!(!says.ends_with('.') && says.trim() == says, "{}: {says}", term.id);
        }
        let is_there = |name: &String| bundled().iter().any(|known| known.name == name);
        assert!(term.watch.iter().any(is_there), "{} is to be watched nowhere", term.id);
    }
    assert!(without < terms().all().count() / 5, "{without} comparisons do not reach");
}

#[test]
fn what_terms_refer_to_is_there() {
    let dials = Dial::ids();
    let ids: BTreeSet<&str> = terms().all().map(|term| term.id.as_str()).collect();
    for term in terms().all() {
        let id = &term.id;
        for key in &term.turn {
            let is_key = KEYS.iter().any(|known| known.path == key);
            assert!(is_key, "{id}: no key {key}");
        }
        for dial in &term.read {
            assert!(dials.contains(dial), "{id}: no {dial}");
        }
        for scenario in &term.watch {
            let is_bundled = bundled().iter().any(|known| known.name == scenario);
            assert!(is_bundled, "{id}: no {scenario}");
        }
        for other in &term.see {
            assert!(ids.contains(other.as_str()) && other != id, "{id}: no term {other}");
        }
        for limit in &term.ends {
            assert!(terms().limit(limit).is_some(), "{id}: no limit {limit}");
        }
    }
}

/// Whatever ships can be found from the words it is about.
#[test]
fn every_limit_and_every_chapter_belongs_to_a_term() {
    assert!(terms().limits().len() >= 10);
    for limit in terms().limits() {
        let told = terms().all().filter(|term| term.ends.contains(&limit.id)).count();
        // Once where all of them are listed, and once at the part concerned.
        assert!(told >= 2, "nothing ends at {}", limit.id);
    }
    let ids: BTreeSet<&str> = terms().limits().iter().map(|limit| limit.id.as_str()).collect();
    assert_eq!(ids.len(), terms().limits().len());
    for chapter in bundled().iter().map(|known| known.name) {
        let shown = |term: &Term| term.watch.iter().any(|name| name == chapter);
        assert!(terms().all().any(shown), "no term is to be watched in {chapter}");
    }
}

#[test]
fn words_are_found_however_they_are_written() {
    for (asked, id) in [
        ("Waiter", "api"),
        ("  the WAITERS? ", "api"),
        ("full-stack_developer", "full-stack-developer"),
        ("user\u{2019}s device", "device"),
        ("24/7", "always-available"),
        ("retries", "retry"),
        ("switches", ""),
        ("", ""),
    ] {
        assert_eq!(terms().find(asked).map_or("", |term| &term.id), id, "{asked}");
    }
}
