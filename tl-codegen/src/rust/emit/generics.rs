//! The generics of items and their impls, and the arguments of decoding and encoding.

use crate::rust::emit::codec::tuple;
use crate::rust::emit::template::{Emit, Output, code, rust, separated};
use crate::rust::model::{
    Enum, FieldRole, Generics, Ident, Param, Struct, Transparent, TypeParam, Var, Wire,
};

/// What an impl requires of its type parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// Nothing.
    Declared,
    /// They are decoded.
    Decode,
    /// They are encoded.
    Encode,
    /// They are called.
    Function,
    /// They are answered.
    Serve,
    /// They are encoded as JSON.
    ToJson,
    /// They are decoded from JSON.
    FromJson,
    /// They are called, and answered with views.
    FunctionView,
    /// They are converted to owned values.
    View,
    /// They are called by JSON.
    JsonFunction,
    /// They are answered by JSON.
    JsonServe,
}

impl Bound {
    /// Returns the trait of the runtime, if there is one.
    pub(super) fn name(self) -> Option<&'static str> {
        Some(match self {
            Bound::Declared => return None,
            Bound::Decode => "Decode",
            Bound::Encode => "Encode",
            Bound::Function => "Function",
            Bound::Serve => "Serve",
            Bound::ToJson => "json::ToJson",
            Bound::FromJson => "json::FromJson",
            Bound::FunctionView => "FunctionView",
            Bound::View => "View",
            Bound::JsonFunction => "json::JsonFunction",
            Bound::JsonServe => "json::JsonServe",
        })
    }
}

/// Everything that an item is generic over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameters<'i> {
    /// The name of the item.
    pub(super) ident: &'i Ident,
    calls: &'i [Ident],
    params: &'i [Param],
    generics: &'i Generics,
}

impl<'i> Parameters<'i> {
    pub(super) fn of_struct(item: &'i Struct) -> Self {
        Self {
            ident: &item.ident,
            calls: &item.calls,
            params: &item.params,
            generics: &item.generics,
        }
    }

    pub(super) fn of_enum(item: &'i Enum) -> Self {
        Self {
            ident: &item.ident,
            calls: &[],
            params: &item.params,
            generics: &item.generics,
        }
    }

    pub(super) fn of_transparent(item: &'i Transparent) -> Self {
        Self {
            ident: &item.ident,
            calls: &[],
            params: &[],
            generics: &item.generics,
        }
    }

    /// Returns the lifetime of the input, which is that of the item if it has one.
    pub(super) fn lifetime(self) -> String {
        match self.generics.lifetimes.as_slice() {
            [only] => only.clone(),
            [] => "'a".into(),
            _ => {
                let is_taken = |name: &str| self.generics.lifetimes.iter().any(|it| it == name);
                Ident::free("'input", &is_taken).to_string()
            }
        }
    }

    /// The generics after `impl`, such as `<'a, T>`; empty if there are none.
    pub(super) fn impl_generics(self, bound: Bound) -> impl Emit + 'i {
        code(move |out| {
            let mut list = List::new("<");
            self.impl_list(bound, &mut list, out);
            list.close(">", out);
        })
    }

    /// The same without bounds, and with the type parameter `args` for the arguments of decoding and encoding.
    pub(super) fn impl_generics_with_args(self, bound: Bound, args: &'i Ident) -> impl Emit + 'i {
        code(move |out| {
            let mut list = List::new("<");
            if bound == Bound::Decode && self.generics.lifetimes.len() != 1 {
                list.begin(out);
                out.push(&self.lifetime());
            }
            self.impl_list(Bound::Declared, &mut list, out);
            list.begin(out);
            rust!(out, "#args: ::core::marker::Copy", args);
            list.close(">", out);
        })
    }

    /// The same for `Deserialize<'de>`.
    pub(super) fn impl_generics_of_deserialize(self) -> impl Emit + 'i {
        code(move |out| {
            let mut list = List::new("<");
            list.begin(out);
            out.push("'de");
            self.impl_list(Bound::FromJson, &mut list, out);
            list.close(">", out);
        })
    }

    fn impl_list(self, bound: Bound, list: &mut List, out: &mut Output<'_>) {
        let own = self.generics;
        let lifetime = &self.lifetime();
        if bound == Bound::Decode && own.lifetimes.len() != 1 {
            list.begin(out);
            out.push(lifetime);
        }
        for own in &own.lifetimes {
            list.begin(out);
            out.push(own);
        }
        for call in self.calls {
            list.begin(out);
            bounded(call, bound, lifetime, out);
        }
        for ident in self.params.iter().filter_map(Param::type_ident) {
            list.begin(out);
            match bound {
                Bound::View => rust!(out, "#ident: #runtime::View", ident),
                _ => ident.emit(out),
            }
        }
        for param in &own.types {
            list.begin(out);
            type_param(param, bound, lifetime, out);
        }
        for own in &own.consts {
            list.begin(out);
            out.push(own);
        }
        if matches!(bound, Bound::Decode | Bound::Encode) {
            for param in self.params {
                codec_bound(param, bound, lifetime, list, out);
            }
        }
    }

    /// Returns the Rust type parameter, if any, of each TL parameter that is a type.
    pub(super) fn types_of_tl(self) -> Vec<Option<&'i Ident>> {
        let types = self
            .params
            .iter()
            .filter(|param| matches!(param, Param::Type { .. }));
        types.map(Param::type_ident).collect()
    }

    /// Whether its values borrow nothing.
    pub(super) fn is_owned(self) -> bool {
        self.generics.lifetimes.is_empty()
    }

    /// Whether the item has no generics.
    pub(super) fn is_empty(self) -> bool {
        self.calls.is_empty() && self.params.is_empty() && self.generics.arguments.is_empty()
    }

    /// The generics after the name of a type; empty if there are none.
    pub(super) fn type_generics(self) -> impl Emit + 'i {
        code(move |out| {
            let own = self.generics.arguments.as_slice();
            if own.is_empty() {
                return self.type_arguments().emit(out);
            }
            let own = separated(own, ", ", |argument, out| out.push(argument));
            rust!(out, "<#own>", own);
        })
    }

    /// The same without lifetimes.
    pub(super) fn type_arguments(self) -> impl Emit + 'i {
        self.arguments(|ident, out| ident.emit(out))
    }

    /// The arguments of the owned type of a view: the owned types of the view's arguments.
    pub(super) fn owned_arguments(self) -> impl Emit + 'i {
        self.arguments(|ident, out| rust!(out, "#ident::Owned", ident))
    }

    fn arguments(self, write: fn(&Ident, &mut Output<'_>)) -> impl Emit + 'i {
        code(move |out| {
            let mut list = List::new("<");
            let params = self.params.iter().filter_map(Param::type_ident);
            for ident in self.calls.iter().chain(params) {
                list.begin(out);
                write(ident, out);
            }
            list.close(">", out);
        })
    }

    /// The item as the target of an impl: `Photo<'a, T> where …`.
    pub(super) fn target(self, bound: Bound) -> impl Emit + 'i {
        self.target_where(bound, None::<&str>)
    }

    /// The same with one more predicate.
    pub(super) fn target_where(self, bound: Bound, more: Option<impl Emit + 'i>) -> impl Emit + 'i {
        code(move |out| {
            self.ident.emit(out);
            self.type_generics().emit(out);
            let own = self.generics;
            let mut list = List::new(" where ");
            for predicate in &own.predicates {
                list.begin(out);
                out.push(predicate);
            }
            if bound == Bound::Decode && own.lifetimes.len() > 1 {
                for outlived in &own.lifetimes {
                    list.begin(out);
                    rust! { out, "#lifetime: #outlived", lifetime = self.lifetime(), outlived }
                }
            }
            if more.is_some() {
                list.begin(out);
                more.emit(out);
            }
        })
    }

    /// `Decode<'a>` or `Decode<'a, (u32, CT)>`.
    pub(super) fn decode_trait(self) -> impl Emit + 'i {
        code(move |out| {
            let lifetime = self.lifetime();
            if self.params.is_empty() {
                rust!(out, "#runtime::Decode<#lifetime>", lifetime);
            } else {
                let args = args_type(self.params);
                rust!(out, "#runtime::Decode<#lifetime, #args>", lifetime, args);
            }
        })
    }

    /// `Encode` or `Encode<(u32, CT)>`.
    pub(super) fn encode_trait(self) -> impl Emit + 'i {
        code(move |out| {
            if self.params.is_empty() {
                rust!(out, "#runtime::Encode");
            } else {
                rust!(
                    out,
                    "#runtime::Encode<#args>",
                    args = args_type(self.params)
                );
            }
        })
    }
}

/// A list in brackets, which are omitted if it is empty.
struct List {
    open: &'static str,
    is_empty: bool,
}

impl List {
    fn new(open: &'static str) -> Self {
        Self {
            open,
            is_empty: true,
        }
    }

    /// Begins a part.
    fn begin(&mut self, out: &mut Output<'_>) {
        out.push(if self.is_empty { self.open } else { ", " });
        self.is_empty = false;
    }

    fn close(self, close: &str, out: &mut Output<'_>) {
        if !self.is_empty {
            out.push(close);
        }
    }
}

/// Writes a type parameter with its bound.
fn bounded(ident: &Ident, bound: Bound, lifetime: &str, out: &mut Output<'_>) {
    ident.emit(out);
    if let Some(name) = bound.name() {
        rust!(out, ": #runtime::#name", name);
    }
    if bound == Bound::Decode {
        rust!(out, "<#lifetime>", lifetime);
    }
}

/// Writes a type parameter that does not stand for a TL parameter.
fn type_param(param: &TypeParam, bound: Bound, lifetime: &str, out: &mut Output<'_>) {
    let bound = match bound {
        Bound::Serve | Bound::JsonServe => Bound::Declared,
        Bound::Function | Bound::FunctionView => Bound::Encode,
        Bound::JsonFunction => Bound::ToJson,
        Bound::Declared
        | Bound::Decode
        | Bound::Encode
        | Bound::ToJson
        | Bound::FromJson
        | Bound::View => bound,
    };
    bounded(&param.ident, bound, lifetime, out);
    if param.bare && matches!(bound, Bound::Decode | Bound::Encode) {
        rust!(out, " + #runtime::Identify");
    }
}

fn codec_bound(param: &Param, bound: Bound, lifetime: &str, list: &mut List, out: &mut Output<'_>) {
    let Param::Type { ident, codec, .. } = param else {
        return;
    };
    list.begin(out);
    match ident {
        None => rust!(out, "#codec: ::core::marker::Copy", codec),
        Some(ident) if bound == Bound::Decode => {
            rust! { out, "#codec: #runtime::codec::DecodeAs<#lifetime, #ident>", codec, lifetime, ident }
        }
        Some(ident) => rust!(
            out,
            "#codec: #runtime::codec::EncodeAs<#ident>",
            codec,
            ident
        ),
    }
}

/// Writes the type of the arguments of a type with these parameters: `()`, `(u32, CT)`.
pub(super) fn args_type(params: &[Param]) -> impl Emit + '_ {
    tuple(params, |param, out| match param {
        Param::Nat(_) => out.push("u32"),
        Param::Type { codec, .. } => codec.emit(out),
    })
}

/// Writes the pattern that destructures the arguments, with a variable for each that the fields name.
pub(super) fn args_pattern(item: &Struct) -> impl Emit + '_ {
    pattern_of(item, |_| true)
}

/// The same for code that skips the fields, and does not need flags.
pub(super) fn args_pattern_without_flags(item: &Struct) -> impl Emit + '_ {
    pattern_of(item, |role| !matches!(role, FieldRole::Flag(_)))
}

fn pattern_of(item: &Struct, counts: fn(&FieldRole) -> bool) -> impl Emit + '_ {
    code(move |out| {
        let mut named = item.used().clone();
        for field in item.fields.iter().filter(|field| counts(&field.role)) {
            named.extend(field.role.bit().map(|bit| bit.mask));
        }
        let is_named = |index| named.contains(&Var::Param(index));
        if !(0..item.params.len()).any(is_named) {
            return out.push("_");
        }
        let params: Vec<(usize, &Param)> = item.params.iter().enumerate().collect();
        let variables = tuple(&params, |(index, param), out| {
            if is_named(*index) {
                param.variable().emit(out);
            } else {
                out.push("_");
            }
        });
        variables.emit(out);
    })
}

/// Whether a form depends on a number or a codec.
pub(super) fn uses(wire: &Wire, var: Var) -> bool {
    let mut found = false;
    wire.each_use(&mut |used| found |= used == var);
    found
}
