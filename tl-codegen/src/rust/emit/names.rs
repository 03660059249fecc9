//! What a number or codec is called where the code stands.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::rust::emit::params::tuple;
use crate::rust::emit::{Context, id_literal};
use crate::rust::model::{Argument, Count, Field, Param, Role, Struct, Value, Var, Wire};

/// Where code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In `decode_bare`: fields are variables.
    Read,
    /// In `encode_bare` or `decode_answer`: fields are those of `self`, masks are variables.
    Value,
    /// In an arm of `match self`: fields are references of their own, masks are variables.
    Variant,
}

/// What a field is called in its struct: a name, or `0`.
pub(super) fn member(field: &Field) -> TokenStream {
    match field.place {
        Some(place) => Literal::u32_unsuffixed(place).into_token_stream(),
        None => field.ident.to_token_stream(),
    }
}

/// The fields of a variant that Rust sees, in a pattern: `id: id, r#type: r#type`.
pub(super) fn pattern(item: &Struct) -> TokenStream {
    let visible = item.fields.iter().filter(|field| is_member(&field.role));
    let members = visible.map(|field| {
        let (member, reference) = (member(field), reference(field));
        quote!(#member: #reference)
    });
    quote!(#(#members),*)
}

/// Whether the struct has a field for it.
fn is_member(role: &Role) -> bool {
    match role {
        Role::Count => false,
        Role::Mask(mask) => mask.stored,
        Role::Flag(_) | Role::Value(_) => true,
    }
}

/// What a pattern calls the field of a variant: its mask's word is a variable of its name.
fn reference(field: &Field) -> Ident {
    format_ident!("self_{}", field.ident)
}

/// The names that an item's code has for what was read before or is given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'i> {
    pub(super) item: &'i Struct,
    pub(super) place: Place,
    pub(super) context: &'i Context,
}

impl Names<'_> {
    /// A `#`: a field or a parameter.
    pub(super) fn var(&self, var: Var) -> TokenStream {
        let index = match var {
            Var::Param(index) => {
                let variable = self.item.params.get(index).map(|param| param.variable());
                return quote!(#variable);
            }
            Var::Field(index) => index,
        };
        let Some(field) = self.item.fields.get(index) else {
            return TokenStream::new();
        };
        let ident = &field.ident;
        let place = match (&field.role, self.place) {
            (Role::Mask(_), _) | (_, Place::Read) => quote!(#ident),
            (Role::Flag(_) | Role::Value(_) | Role::Count, Place::Value | Place::Variant) => {
                self.field(field)
            }
        };
        match &field.role {
            Role::Value(Value { bit: Some(_), .. }) => quote!(#place.unwrap_or(0_u32)),
            Role::Value(_) | Role::Mask(_) | Role::Flag(_) | Role::Count => place,
        }
    }

    /// The value of a field that is written.
    pub(super) fn field(&self, field: &Field) -> TokenStream {
        let member = member(field);
        match self.place {
            Place::Read | Place::Value => quote!(self.#member),
            Place::Variant => {
                let reference = reference(field);
                quote!((*#reference))
            }
        }
    }

    /// A count or a number argument. A sum that is too large for 32 bits is more than any input
    /// holds.
    pub(super) fn count(&self, count: Count) -> TokenStream {
        let add = Literal::u32_unsuffixed(count.add);
        match (count.var, count.add) {
            (None, _) => quote!(#add),
            (Some(var), 0) => self.var(var),
            (Some(var), _) => {
                let var = self.var(var);
                quote!(#var.saturating_add(#add))
            }
        }
    }

    /// The arguments of a type: `()`, `(n, Bare)`.
    pub(super) fn arguments(&self, args: &[Argument]) -> TokenStream {
        tuple(args.iter().map(|arg| match arg {
            Argument::Nat(count) => self.count(*count),
            Argument::Form(wire) => self.codec(wire),
        }))
    }

    /// The codec of a form.
    pub(super) fn codec(&self, wire: &Wire) -> TokenStream {
        let runtime = &self.context.runtime;
        match wire {
            Wire::Number(_) | Wire::String | Wire::Bytes | Wire::Raw => {
                quote!(#runtime::codec::Bare)
            }
            Wire::Bool => quote!(#runtime::codec::Boxed),
            Wire::Object => quote!(#runtime::codec::ObjectForm),
            Wire::Function | Wire::Call => quote!(#runtime::codec::FunctionForm),
            Wire::Param(index) => self.var(Var::Param(*index)),
            Wire::Answer(call) => {
                let call = self.item.fields.get(*call);
                let call = call.map(|call| self.field(call));
                quote!(#runtime::codec::Answer(&#call))
            }
            Wire::WithId(id, _) => {
                let id = id_literal(*id);
                quote!(#runtime::codec::WithId::<#id>)
            }
            Wire::Boxed(args) if args.is_empty() => quote!(#runtime::codec::Boxed),
            Wire::Bare(args) if args.is_empty() => quote!(#runtime::codec::Bare),
            Wire::Boxed(args) => {
                let args = self.arguments(args);
                quote!(#runtime::codec::BoxedWith(#args))
            }
            Wire::Bare(args) => {
                let args = self.arguments(args);
                quote!(#runtime::codec::BareWith(#args))
            }
            Wire::Record(args) => {
                let args = self.arguments(args);
                quote!(#runtime::codec::RecordWith(#args))
            }
            Wire::Vector(element) => {
                let element = self.codec(element);
                quote!(#runtime::codec::VectorOf(#element))
            }
            Wire::List(element) => {
                let element = self.codec(element);
                quote!(#runtime::codec::ListOf(#element))
            }
            Wire::Tuple(count, element) => {
                let (count, element) = (self.count(*count), self.codec(element));
                quote!(#runtime::codec::TupleOf(#count, #element))
            }
            Wire::Array(_, element) => {
                let element = self.codec(element);
                quote!(#runtime::codec::ArrayOf(#element))
            }
            Wire::Nullable(field, value) => {
                let (constructor, value) = (self.item.identity.name(), self.codec(value));
                quote!(#runtime::codec::Nullable(#constructor, #field, #value))
            }
        }
    }

    /// The type of the codec of a form.
    pub(super) fn codec_type(&self, wire: &Wire) -> TokenStream {
        let runtime = &self.context.runtime;
        match wire {
            Wire::Param(index) => {
                let codec = self.item.params.get(*index).map(|param| match param {
                    Param::Nat(_) => quote!(u32),
                    Param::Type { codec, .. } => quote!(#codec),
                });
                quote!(#codec)
            }
            Wire::WithId(id, _) => {
                let id = id_literal(*id);
                quote!(#runtime::codec::WithId<#id>)
            }
            Wire::Boxed(args) if !args.is_empty() => {
                let args = self.arguments_type(args);
                quote!(#runtime::codec::BoxedWith<#args>)
            }
            Wire::Bare(args) if !args.is_empty() => {
                let args = self.arguments_type(args);
                quote!(#runtime::codec::BareWith<#args>)
            }
            Wire::Record(args) => {
                let args = self.arguments_type(args);
                quote!(#runtime::codec::RecordWith<#args>)
            }
            Wire::Vector(element) => {
                let element = self.codec_type(element);
                quote!(#runtime::codec::VectorOf<#element>)
            }
            Wire::List(element) => {
                let element = self.codec_type(element);
                quote!(#runtime::codec::ListOf<#element>)
            }
            Wire::Tuple(_, element) => {
                let element = self.codec_type(element);
                quote!(#runtime::codec::TupleOf<#element>)
            }
            Wire::Array(_, element) => {
                let element = self.codec_type(element);
                quote!(#runtime::codec::ArrayOf<#element>)
            }
            Wire::Nullable(_, value) => {
                let value = self.codec_type(value);
                quote!(#runtime::codec::Nullable<#value>)
            }
            // These codecs are unit structs, whose value has the name of the type, or stand in
            // answers only, whose codecs have no types.
            Wire::Number(_)
            | Wire::String
            | Wire::Bytes
            | Wire::Raw
            | Wire::Bool
            | Wire::Boxed(_)
            | Wire::Bare(_)
            | Wire::Object
            | Wire::Function
            | Wire::Call
            | Wire::Answer(_) => self.codec(wire),
        }
    }

    /// The type of the arguments.
    fn arguments_type(&self, args: &[Argument]) -> TokenStream {
        tuple(args.iter().map(|arg| match arg {
            Argument::Nat(_) => quote!(u32),
            Argument::Form(wire) => self.codec_type(wire),
        }))
    }
}
