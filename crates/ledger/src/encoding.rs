//! The encoding that hashes and signatures are made over. The crate's page describes it for the world; it never changes.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Head, LANES};

pub(crate) type Hash = [u8; 32];

/// What stands in for the hash before the first line of a lane.
pub(crate) const BEGINNING: Hash = [0; 32];

const LINE: &[u8] = b"quilt-ledger-line-1";
const CHECKPOINT: &[u8] = b"quilt-ledger-checkpoint-1";

/// Everything a line's hash is made over.
pub(crate) struct Fields<'a> {
    pub previous: &'a Hash,
    pub area: Uuid,
    pub lane: i64,
    pub seq: i64,
    pub kind: &'a str,
    pub about: Uuid,
    pub thread: Option<Uuid>,
    pub by: Uuid,
    pub by_name: Hash,
    pub happened: Timestamp,
    pub written: Timestamp,
    pub facts: Hash,
}

impl Fields<'_> {
    pub(crate) fn hash(&self) -> Hash {
        let mut sealing = Sha256::new();
        let mut field = |bytes: &[u8]| {
            sealing.update(length(bytes));
            sealing.update(bytes);
        };
        field(LINE);
        field(self.previous);
        field(self.area.as_bytes());
        field(&self.lane.to_be_bytes());
        field(&self.seq.to_be_bytes());
        field(self.kind.as_bytes());
        field(self.about.as_bytes());
        field(self.thread.as_ref().map_or(&[], |thread| thread.as_bytes().as_slice()));
        field(self.by.as_bytes());
        field(&self.by_name);
        field(&self.happened.as_microsecond().to_be_bytes());
        field(&self.written.as_microsecond().to_be_bytes());
        field(&self.facts);
        sealing.finalize().into()
    }
}

/// What a checkpoint's signature is made over.
pub(crate) fn checkpoint(
    area: Uuid,
    number: i64,
    written: Timestamp,
    previous: &[u8],
    heads: &[u8],
) -> Vec<u8> {
    let (number, written) = (number.to_be_bytes(), written.as_microsecond().to_be_bytes());
    let mut message = Vec::with_capacity(200 + heads.len());
    for field in [CHECKPOINT, area.as_bytes(), &number, &written, previous, heads] {
        message.extend(length(field));
        message.extend(field);
    }
    message
}

/// The heads of an area's lanes as a checkpoint holds them.
pub(crate) fn heads(heads: &[Head]) -> Vec<u8> {
    heads
        .iter()
        .flat_map(|head| head.lane.to_be_bytes().into_iter().chain(head.seq.to_be_bytes()).chain(head.hash))
        .collect()
}

/// Reads [`heads`] back; nothing when they are not whole.
pub(crate) fn read_heads(bytes: &[u8]) -> Option<Vec<Head>> {
    let (whole, rest) = bytes.as_chunks::<48>();
    let number = |bytes: &[u8]| bytes.try_into().ok().map(i64::from_be_bytes);
    let head = |bytes: &[u8; 48]| {
        Some(Head {
            lane: number(&bytes[..8])?,
            seq: number(&bytes[8..16])?,
            hash: bytes[16..].try_into().ok()?,
        })
    };
    if rest.is_empty() { whole.iter().map(head).collect() } else { None }
}

pub(crate) fn sha256(text: &str) -> Hash {
    Sha256::digest(text.as_bytes()).into()
}

/// The lane that lines of this thread, or about this id, stand in.
pub(crate) fn lane(thread_or_about: Uuid) -> i64 {
    i64::from(Sha256::digest(thread_or_about.as_bytes())[0]) % LANES
}

/// Cut off to whole microseconds, which is what both engines keep: what is read back must hash the same.
pub(crate) fn whole_microseconds(time: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time)
}

/// The length of a field before its bytes. No field comes near 4 GiB; one that did would be counted as just that long and no longer.
fn length(bytes: &[u8]) -> [u8; 4] {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes()
}
