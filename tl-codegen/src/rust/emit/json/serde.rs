//! serde's traits over the JSON of a type.

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Output, lines};

pub(super) fn serialize(parameters: Parameters<'_>, out: &mut Output<'_>) {
    lines!(
        out,
        "

        impl#generics #runtime::__private::Serialize for #target {
            fn serialize<JsonTo: #runtime::__private::Serializer>(
                &self,
                serializer: JsonTo,
            ) -> ::core::result::Result<JsonTo::Ok, JsonTo::Error> {
                #runtime::json::serialize(self, serializer)
            }
        }
        ",
        generics = parameters.impl_generics(Bound::ToJson),
        target = parameters.target(Bound::ToJson),
    );
}

pub(super) fn deserialize(parameters: Parameters<'_>, out: &mut Output<'_>) {
    lines!(
        out,
        "

        impl#generics #runtime::__private::Deserialize<'de> for #target {
            fn deserialize<JsonFrom: #runtime::__private::Deserializer<'de>>(
                deserializer: JsonFrom,
            ) -> ::core::result::Result<Self, JsonFrom::Error> {
                #runtime::json::deserialize(deserializer)
            }
        }
        ",
        generics = parameters.impl_generics_of_deserialize(),
        target = parameters.target(Bound::FromJson),
    );
}
