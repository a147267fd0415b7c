//! Tests of both engines.
