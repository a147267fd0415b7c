//! A body that is made while it is sent: a batch is fetched, on a thread that may block, only
//! once the reader has taken the last one. A slow reader holds no thread and no transaction.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use http_body::Frame;
use tokio::task::JoinHandle;

use crate::refusal::Refusal;

/// Gives the next bytes, or nothing at the end.
pub type Next = Box<dyn FnMut() -> Given + Send>;

pub type Given = Result<Option<Vec<u8>>, Refusal>;

/// The next bytes, and who gives those after them.
type Fetched = (Next, Given);

struct Streamed(State);

enum State {
    Idle(Next),
    Fetching(JoinHandle<Fetched>),
    Over,
}

/// What `next` gives, until it gives nothing. A refusal on the way breaks the connection off,
/// so that half an answer is not taken for a whole one.
pub(super) fn streamed(next: impl FnMut() -> Given + Send + 'static) -> Body {
    Body::new(Streamed(State::Idle(Box::new(next))))
}

impl HttpBody for Streamed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            match std::mem::replace(&mut self.0, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Idle(mut next) => {
                    self.0 = State::Fetching(tokio::task::spawn_blocking(move || {
                        let fetched = next();
                        (next, fetched)
                    }));
                }
                State::Fetching(mut work) => {
                    let Poll::Ready(done) = Pin::new(&mut work).poll(context) else {
                        self.0 = State::Fetching(work);
                        return Poll::Pending;
                    };
                    return Poll::Ready(self.fetched(done));
                }
            }
        }
    }
}

impl Streamed {
    fn fetched(
        &mut self,
        done: Result<Fetched, tokio::task::JoinError>,
    ) -> Option<Result<Frame<Bytes>, BoxError>> {
        match done {
            Ok((next, Ok(Some(bytes)))) => {
                self.0 = State::Idle(next);
                Some(Ok(Frame::data(bytes.into())))
            }
            Ok((_, Ok(None))) => None,
            Ok((_, Err(refusal))) => {
                tracing::error!(%refusal, "an answer broke off");
                Some(Err(refusal.to_string().into()))
            }
            Err(panicked) => {
                tracing::error!(%panicked, "an answer broke off");
                Some(Err(panicked.into()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    fn read(body: Body) -> Result<Vec<u8>, axum::Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(body.collect()).map(|all| all.to_bytes().to_vec())
    }

    #[test]
    fn batches_come_one_after_the_other() {
        let mut left = 3;
        let body = streamed(move || {
            left -= 1;
            Ok((left >= 0).then(|| format!("{left}\n").into_bytes()))
        });
        assert_eq!(read(body).unwrap(), b"2\n1\n0\n");
    }

    #[test]
    fn what_breaks_off_does_not_look_whole() {
        let mut first = true;
        let body = streamed(move || {
            if std::mem::take(&mut first) { Ok(Some(b"half".to_vec())) } else { Err(Refusal::not_found()) }
        });
        assert!(read(body).is_err());
    }
}
