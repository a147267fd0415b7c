//! Ids: a type of its own for each kind of thing, over a UUID of version 7 made
//! from a moment and ten random bytes that the caller gives, so that the same
//! start gives the same ids.

use uuid::{Builder, Uuid};

/// A UUID of version 7: the moment in milliseconds first, so that ids sort by
/// when they were made, then 74 bits of the chance given. A moment before 1970
/// counts as 1970.
pub fn uuid_at(moment: jiff::Timestamp, chance: [u8; 10]) -> Uuid {
    let millis = u64::try_from(moment.as_millisecond()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
}

/// A type for the ids of one kind of thing: copied freely, kept as a UUID, never
/// mistaken for the id of something else.
///
/// ```
/// store::id!(
///     /// A person.
///     PersonId
/// );
/// let moment = store::jiff::Timestamp::UNIX_EPOCH;
/// let mae = PersonId::at(moment, [7; 10]);
/// assert_eq!(mae.to_string().parse::<PersonId>().ok(), Some(mae));
/// ```
#[macro_export]
macro_rules! id {
    ($(#[$about:meta])* $name:ident $(;)?) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::uuid::Uuid);

        impl $name {
            /// A new id (UUID version 7) from a moment and ten random bytes.
            pub fn at(moment: $crate::jiff::Timestamp, chance: [u8; 10]) -> Self {
                Self($crate::uuid_at(moment, chance))
            }

            /// The UUID underneath.
            pub const fn uuid(self) -> $crate::uuid::Uuid {
                self.0
            }
        }

        impl ::std::convert::From<$crate::uuid::Uuid> for $name {
            fn from(uuid: $crate::uuid::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl ::std::convert::From<$name> for $crate::uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl ::std::convert::From<$name> for $crate::Value {
            fn from(id: $name) -> Self {
                $crate::Value::Uuid(id.0)
            }
        }

        impl ::std::convert::From<&$name> for $crate::Value {
            fn from(id: &$name) -> Self {
                $crate::Value::Uuid(id.0)
            }
        }

        impl $crate::FromValue for $name {
            const WANTED: &'static str = "an id";
            fn from_value(value: &$crate::Value) -> ::std::option::Option<Self> {
                <$crate::uuid::Uuid as $crate::FromValue>::from_value(value).map(Self)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::write!(f, "{}({})", ::std::stringify!($name), self.0)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::uuid::Error;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                $crate::uuid::Uuid::parse_str(text).map(Self)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}
