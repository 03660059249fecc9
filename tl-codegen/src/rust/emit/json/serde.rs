//! serde's traits over the JSON of a type.

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Output, lines};
use crate::rust::model::Ident;

pub(super) fn serialize(ident: &Ident, parameters: Parameters<'_>, out: &mut Output<'_>) {
    lines!(
        out,
        "

        impl#generics #runtime::__private::Serialize for #ident#names#predicates {
            fn serialize<JsonTo: #runtime::__private::Serializer>(
                &self,
                serializer: JsonTo,
            ) -> ::core::result::Result<JsonTo::Ok, JsonTo::Error> {
                #runtime::json::serialize(self, serializer)
            }
        }
        ",
        generics = parameters.impl_generics(Bound::ToJson),
        ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::ToJson),
    );
}

pub(super) fn deserialize(ident: &Ident, parameters: Parameters<'_>, out: &mut Output<'_>) {
    lines!(
        out,
        "

        impl#generics #runtime::__private::Deserialize<'de> for #ident#names#predicates {
            fn deserialize<JsonFrom: #runtime::__private::Deserializer<'de>>(
                deserializer: JsonFrom,
            ) -> ::core::result::Result<Self, JsonFrom::Error> {
                #runtime::json::deserialize(deserializer)
            }
        }
        ",
        generics = parameters.impl_generics_of_deserialize(),
        ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::FromJson),
    );
}
