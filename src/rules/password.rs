//! Passwords and their hashes, in the form of password hashing's strings: `$argon2id$v=19$…`.
//!
//! The check is the real one. The hashes that [`hash`] makes are for simulated guests only: they
//! must be the same in every run, so that their salt is made from the text, and cost next to
//! nothing, for what hashing costs in the restaurant is a step of the recipe.

use crate::rules::Failure;
use argon2::password_hash::Error;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// The dearest hash that is checked: memory in KiB, passes over it, and lanes.
const MEMORY_MAX: u32 = 65_536;
const PASSES_MAX: u32 = 10;
const LANES_MAX: u32 = 4;

/// The memory of the hashes made here, in KiB: the least there is.
const MEMORY: u32 = 8;

/// The bytes of a salt.
const SALT_BYTES: usize = 16;

/// The most checks that are remembered, and the most bytes of the texts of one of them.
const REMEMBERED_MAX: usize = 65_536;
const REMEMBERED_BYTES: usize = 1024;

/// What was checked already. A check is a pure function, so whoever asks gets the same answer.
static CHECKED: Mutex<Checked> = Mutex::new(Checked(BTreeMap::new()));

/// Checks by the hash of their two texts; where two have the same, only one is remembered.
struct Checked(BTreeMap<u64, Check>);

struct Check {
    text: Arc<str>,
    hash: Arc<str>,
    fits: bool,
}

impl Checked {
    fn find(&self, key: u64, text: &str, hash: &str) -> Option<bool> {
        let check = self.0.get(&key)?;
        (*check.text == *text && *check.hash == *hash).then_some(check.fits)
    }

    fn note(&mut self, key: u64, check: Check) {
        if self.0.len() < REMEMBERED_MAX {
            self.0.entry(key).or_insert(check);
        }
    }
}

/// Whether a text is the one that a hash was made from.
pub(super) fn verify(text: &Arc<str>, hash: &Arc<str>) -> Result<bool, Failure> {
    let key = key(text, hash);
    if let Some(fits) = checked(|checked| checked.find(key, text, hash)) {
        return Ok(fits);
    }
    let fits = check(text, hash)?;
    if text.len() + hash.len() <= REMEMBERED_BYTES {
        let check = Check { text: text.clone(), hash: hash.clone(), fits };
        checked(|checked| checked.note(key, check));
    }
    Ok(fits)
}

/// Returns the hash of a text: the same for the same text.
pub(super) fn hash(text: &str) -> Result<Arc<str>, Failure> {
    let salt = Sha256::digest(text);
    let params = Params::new(MEMORY, 1, 1, None).map_err(|_| unhashed())?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password_with_salt(text.as_bytes(), &salt[..SALT_BYTES]);
    Ok(hash.map_err(|_| unhashed())?.to_string().into())
}

/// Checks a text against a hash, as dear as the hash says.
fn check(text: &str, hash: &str) -> Result<bool, Failure> {
    let hash = PasswordHash::new(hash).map_err(|_| no_hash())?;
    Algorithm::try_from(hash.algorithm.as_str()).map_err(|_| no_hash())?;
    let params = Params::try_from(&hash).map_err(|_| no_hash())?;
    if hash.salt.is_none() || hash.hash.is_none() {
        return Err(no_hash());
    }
    let is_dear =
        params.m_cost() > MEMORY_MAX || params.t_cost() > PASSES_MAX || params.p_cost() > LANES_MAX;
    if is_dear {
        return Err(Failure::new("verify(text, hash) takes hashes up to m=65536,t=10,p=4"));
    }
    match Argon2::default().verify_password(text.as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(no_hash()),
    }
}

fn unhashed() -> Failure {
    Failure::new("hash(text) cannot hash this text")
}

fn no_hash() -> Failure {
    Failure::new("verify(text, hash) takes an argon2 hash, as hash(text) makes it")
}

fn key(text: &str, hash: &str) -> u64 {
    // Begins with fixed keys, unlike those of a map.
    let mut key = DefaultHasher::new();
    text.hash(&mut key);
    hash.hash(&mut key);
    key.finish()
}

fn checked<T>(look: impl FnOnce(&mut Checked) -> T) -> T {
    look(&mut CHECKED.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests;
