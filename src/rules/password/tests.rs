//! Passwords against hashes: those of others, our own, and what is no hash.

use super::*;

/// Of "password", from the tests of argon2's reference program.
const FROM_ELSEWHERE: &[&str] = &[
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
];

fn verify(text: &str, hash: &str) -> Result<bool, String> {
    let answer = super::verify(&text.into(), &hash.into());
    answer.map_err(|failure| failure.cause.into())
}

/// Returns a hash of "correct horse" that costs so much.
fn made(algorithm: Algorithm, version: Version, params: Params) -> String {
    let argon2 = Argon2::new(algorithm, version, params);
    argon2.hash_password_with_salt(b"correct horse", b"some salt").unwrap().to_string()
}

#[test]
fn our_own_hashes_fit_their_texts_only() {
    let hash = hash("correct horse").unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
    assert_eq!(super::hash("correct horse").unwrap(), hash, "the same in every run");
    assert_ne!(super::hash("Correct horse").unwrap(), hash);
    assert_eq!(verify("correct horse", &hash), Ok(true));
    assert_eq!(verify("wrong horse", &hash), Ok(false));
    assert_eq!(verify("", &super::hash("").unwrap()), Ok(true));
}

#[test]
fn hashes_from_elsewhere_fit() {
    for hash in FROM_ELSEWHERE {
        assert_eq!(verify("password", hash), Ok(true), "{hash}");
        assert_eq!(verify("Password", hash), Ok(false), "{hash}");
    }
}

#[test]
fn every_kind_of_argon2_is_checked() {
    for algorithm in [Algorithm::Argon2d, Algorithm::Argon2i, Algorithm::Argon2id] {
        for version in [Version::V0x10, Version::V0x13] {
            let hash = made(algorithm, version, Params::new(32, 2, 4, None).unwrap());
            assert_eq!(verify("correct horse", &hash), Ok(true), "{hash}");
            assert_eq!(verify("correct cow", &hash), Ok(false), "{hash}");
        }
    }
}

#[test]
fn a_hash_that_costs_too_much_is_not_checked() {
    let cheap = made(Algorithm::Argon2id, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
    for dear in ["m=65537,t=1,p=1", "m=64,t=11,p=1", "m=64,t=1,p=5", "m=4294967295,t=1,p=1"] {
        let hash = cheap.replace("m=64,t=1,p=1", dear);
        let cause = verify("correct horse", &hash).unwrap_err();
        assert!(cause.contains("up to m=65536,t=10,p=4"), "{hash}: {cause}");
    }
}

#[test]
fn what_is_no_hash_is_said_to_be_none() {
    let whole = super::hash("x").unwrap();
    let without_hash = whole.rsplit_once('$').unwrap().0;
    for odd in [
        "",
        "correct horse",
        "$",
        "$argon2id",
        without_hash,
        "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
        "$argon2x$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$YWJjZGVmZ2hpamtsbW5vcA",
        "$argon2id$v=7$m=8,t=1,p=1$c2FsdHNhbHQ$YWJjZGVmZ2hpamtsbW5vcA",
        "$argon2id$v=19$m=8,t=0,p=1$c2FsdHNhbHQ$YWJjZGVmZ2hpamtsbW5vcA",
        "$argon2id$v=19$m=8,t=1,p=4294967295$c2FsdHNhbHQ$YWJjZGVmZ2hpamtsbW5vcA",
    ] {
        let cause = verify("x", odd).unwrap_err();
        assert!(cause.starts_with("verify(text, hash) takes an argon2 hash"), "{odd}: {cause}");
    }
}

#[test]
fn checks_are_remembered_until_there_are_many() {
    let mut checked = Checked(BTreeMap::new());
    let check = |text: &str, fits| Check { text: text.into(), hash: "h".into(), fits };
    checked.note(1, check("a", true));
    checked.note(1, check("b", false));
    assert_eq!(checked.find(1, "a", "h"), Some(true));
    assert_eq!(checked.find(1, "b", "h"), None, "another check has the same key");
    assert_eq!(checked.find(1, "a", "i"), None);
    for key in 0..2 * REMEMBERED_MAX as u64 {
        checked.note(key, check("a", true));
    }
    assert_eq!(checked.0.len(), REMEMBERED_MAX);
}

#[test]
fn a_check_is_remembered() {
    let hash = hash("remembered").unwrap();
    assert_eq!(verify("remembered", &hash), Ok(true));
    let key = key("remembered", &hash);
    assert_eq!(super::checked(|checked| checked.find(key, "remembered", &hash)), Some(true));
    let long = "x".repeat(REMEMBERED_BYTES);
    assert_eq!(verify(&long, &hash), Ok(false));
    let key = super::key(&long, &hash);
    assert_eq!(super::checked(|checked| checked.find(key, &long, &hash)), None);
}
