//! From a Rust item and its TL line to the model: what `lower` is for a schema.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{
    Data, DataEnum, DataStruct, DeriveInput, Fields, GenericArgument, LitStr, PathArguments, Type,
};
use tl_codegen::rust::emit::{Context, Style};
use tl_codegen::rust::form::{Form, Locals, Scope, forms, type_params, wire};
use tl_codegen::rust::model::{
    Constructor, Enum, Field, Identity, Item, Mask, Number, Param, Response, Role, Struct, Ty,
    Value, Variant, VariantKind, Wire,
};
use tl_parser::ast::{Kind, print};
use tl_parser::diagnostic::{Diagnostic, Severity};
use tl_parser::resolve::{World, resolve};
use tl_parser::schema::{Combinator, Origin, Schema, TypeExpr};
use tl_parser::span::FileId;

use crate::attr::Attributes;

/// The model of the item, and where its runtime is.
pub(crate) fn item(input: &DeriveInput) -> syn::Result<(Item, Context)> {
    let attributes = Attributes::parse(&input.attrs)?;
    let runtime = attributes.runtime.as_ref().map(ToTokens::to_token_stream);
    let runtime = runtime.unwrap_or_else(|| quote!(::tl_runtime));
    let context = Context {
        runtime,
        style: Style::Derive,
    };
    let item = match &input.data {
        Data::Struct(data) => Item::Struct(record(input, data, &attributes)?),
        Data::Enum(data) => Item::Enum(union(input, data, &attributes)?),
        Data::Union(data) => {
            return Err(syn::Error::new(
                data.union_token.span,
                "TL has no form for a Rust union",
            ));
        }
    };
    Ok((item, context))
}

fn record(input: &DeriveInput, data: &DataStruct, attributes: &Attributes) -> syn::Result<Struct> {
    let Some(line) = &attributes.line else {
        let message = "which TL declaration is this? say it with `#[tl(\"name#id … = Type;\")]`";
        return Err(syn::Error::new(input.ident.span(), message));
    };
    let function = attributes.function || attributes.response.is_some();
    with_line(line, function, |schema, combinator| {
        let scope = Scope::new(schema, combinator);
        let locals = Locals::new(&scope);
        let fields = fields(input, &data.fields, schema, &scope, &locals)?;
        let response = match (&attributes.response, attributes.function) {
            (None, false) => None,
            (Some(ty), _) => {
                let wire = wire(schema, &scope, &combinator.result)
                    .map_err(|error| at(line, &[error.into()]))?;
                Some(Response::Value {
                    ty: Ty::Verbatim(ty.to_token_stream()),
                    wire,
                })
            }
            (None, true) => Some(answered_as_field(line, combinator, &fields)?),
        };
        Ok(Struct {
            ident: input.ident.clone(),
            calls: locals.calls.into_iter().map(|(_, ident)| ident).collect(),
            params: params(input, locals.params),
            docs: String::new(),
            derives: Vec::new(),
            identity: Identity::Constructor(constructor(combinator)),
            fields,
            response,
        })
    })
}

/// The parameters of the TL type; those of type `Type` are of the Rust type where it says so.
fn params(input: &DeriveInput, params: Vec<Param>) -> Vec<Param> {
    let declared = |ident: &Ident| {
        input
            .generics
            .type_params()
            .any(|param| param.ident == *ident)
    };
    let keep = |param| match param {
        Param::Nat(variable) => Param::Nat(variable),
        Param::Type {
            ident,
            codec,
            variable,
        } => Param::Type {
            ident: ident.filter(declared),
            codec,
            variable,
        },
    };
    params.into_iter().map(keep).collect()
}

fn constructor(combinator: &Combinator<'_>) -> Constructor {
    Constructor {
        id: combinator.id,
        name: combinator.name.into(),
        tl: print::combinator(combinator.ast, Some(combinator.id)),
    }
}

/// `{X:Type} … query:!X = X`.
fn answered_as_field(
    line: &LitStr,
    combinator: &Combinator<'_>,
    fields: &[Field],
) -> syn::Result<Response> {
    let field =
        match combinator.result {
            TypeExpr::Var(result, _) => combinator.fields.iter().zip(fields).find(
                |(field, _)| matches!(field.ty, TypeExpr::Call(called, _) if called == result),
            ),
            _ => None,
        };
    let message = "a function needs to say what its answer is in Rust: `response = Type`";
    let field = field.ok_or_else(|| syn::Error::new(line.span(), message))?;
    Ok(Response::AsField(field.1.ident.clone()))
}

/// Matches the TL fields with those of the struct, by name and in order.
fn fields(
    input: &DeriveInput,
    fields: &Fields,
    schema: &Schema<'_>,
    scope: &Scope<'_, '_>,
    locals: &Locals,
) -> syn::Result<Vec<Field>> {
    let combinator = scope.combinator;
    let forms = forms(schema, scope);
    let names = locals.fields.iter().cloned();
    let mut members = fields.iter().peekable();
    let mut all = Vec::new();
    for ((form, wanted), field) in forms.into_iter().zip(names).zip(&combinator.fields) {
        let form = form.map_err(|error| {
            syn::Error::new(input.ident.span(), Diagnostic::from(error).message)
        })?;
        let next_ident = members.peek().and_then(|member| member.ident.as_ref());
        let matches = next_ident.is_some_and(|ident| ident.unraw() == wanted.unraw());
        let (ident, role) = match form {
            Form::Mask {
                bits, bit: None, ..
            } if !matches => (
                wanted,
                Role::Mask(Mask {
                    stored: false,
                    bits,
                    bit: None,
                }),
            ),
            Form::Count => (wanted, Role::Count),
            form => {
                let member = members.next().filter(|_| matches);
                let Some((member, ident)) =
                    member.and_then(|member| Some((member, member.ident.clone()?)))
                else {
                    let message =
                        format!("the field `{wanted}` of `{}` belongs here", combinator.name);
                    return Err(syn::Error::new(
                        next_ident.map_or(input.ident.span(), |ident| ident.span()),
                        message,
                    ));
                };
                (ident, role(form, &member.ty)?)
            }
        };
        all.push(Field {
            ident,
            name: field.name.unwrap_or("_").into(),
            docs: String::new(),
            role,
        });
    }
    match members.next() {
        Some(member) => {
            let message = format!("`{}` has no such field", combinator.name);
            Err(syn::Error::new(member.span(), message))
        }
        None => Ok(all),
    }
}

fn role(form: Form, ty: &Type) -> syn::Result<Role> {
    match form {
        Form::Mask { bits, bit, .. } => Ok(Role::Mask(Mask {
            stored: true,
            bits,
            bit,
        })),
        Form::Count => Ok(Role::Count),
        Form::Flag(bit) => Ok(Role::Flag(bit)),
        Form::Value(None, wire) => Ok(Role::Value(Value {
            wire: for_type(wire, ty),
            ty: Ty::Verbatim(ty.to_token_stream()),
            bit: None,
        })),
        Form::Value(bit, wire) => {
            let message =
                "a field that a mask guards is not always there: its type must be `Option<…>`";
            let inner =
                argument_of(ty, "Option").ok_or_else(|| syn::Error::new(ty.span(), message))?;
            Ok(Role::Value(Value {
                wire: for_type(wire, inner),
                ty: Ty::Verbatim(inner.to_token_stream()),
                bit,
            }))
        }
    }
}

/// The form, read and written through the type's own impls where it is not the usual type.
fn for_type(wire: Wire, ty: &Type) -> Wire {
    let last = last_segment(ty);
    let usual = match wire {
        Wire::Number(number) => {
            last == Some(
                match number {
                    Number::Nat => "u32",
                    Number::Int => "i32",
                    Number::Long => "i64",
                    Number::Double => "f64",
                    Number::Float => "f32",
                }
                .to_owned(),
            )
        }
        Wire::String if last.as_deref() == Some("Vec") => return Wire::Bytes,
        Wire::String => last.as_deref() == Some("String"),
        Wire::Bytes => last.as_deref() == Some("Vec"),
        Wire::Raw => matches!(ty, Type::Array(_)),
        Wire::Bool if last.as_deref() != Some("bool") => return Wire::Boxed(Vec::new()),
        Wire::Bool
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Tuple(..)
        | Wire::Array(..)
        | Wire::Vector(_)
        | Wire::List(_)
        | Wire::Object
        | Wire::Function => true,
    };
    if usual { wire } else { Wire::Bare(Vec::new()) }
}

fn last_segment(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// `T` of `Name<T>`.
fn argument_of<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    let Type::Path(path) = ty else { return None };
    let last = path
        .path
        .segments
        .last()
        .filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}

fn union(input: &DeriveInput, data: &DataEnum, attributes: &Attributes) -> syn::Result<Enum> {
    let mut variants = Vec::new();
    let mut marked = None;
    let mut first_unit = None;
    for (index, variant) in data.variants.iter().enumerate() {
        let attributes = Attributes::parse(&variant.attrs)?;
        let kind = match &variant.fields {
            Fields::Unit => {
                first_unit.get_or_insert(index);
                let message =
                    "a variant without a value needs its declaration: `#[tl(\"name#id = Type;\")]`";
                let line = attributes
                    .line
                    .ok_or_else(|| syn::Error::new(variant.ident.span(), message))?;
                VariantKind::Unit(with_line(&line, false, |_, combinator| {
                    Ok(constructor(combinator))
                })?)
            }
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let ty: TokenStream = fields
                    .unnamed
                    .iter()
                    .map(|field| field.ty.to_token_stream())
                    .collect();
                VariantKind::Newtype {
                    ty: Ty::Verbatim(ty),
                }
            }
            Fields::Unnamed(_) | Fields::Named(_) => {
                let message =
                    "a variant holds nothing, or one struct with a declaration of its own";
                return Err(syn::Error::new(variant.span(), message));
            }
        };
        if attributes.filler {
            marked = Some(index);
        }
        variants.push(Variant {
            ident: variant.ident.clone(),
            docs: String::new(),
            kind,
        });
    }
    let filler = marked.or(first_unit).ok_or_else(|| {
        let message = "which variant should a failed read give? mark it with `#[tl(filler)]`";
        syn::Error::new(input.ident.span(), message)
    })?;
    let named = attributes.type_name.as_ref();
    let named = named.map_or_else(|| input.ident.to_string(), LitStr::value);
    let (name, type_params) = type_name(&named);
    Ok(Enum {
        ident: input.ident.clone(),
        name,
        params: params(input, type_params),
        docs: String::new(),
        derives: Vec::new(),
        variants,
        filler,
        conversions: Vec::new(),
    })
}

/// `Maybe {t:Type}`: the name and the parameters.
fn type_name(text: &str) -> (String, Vec<Param>) {
    let mut words = text.split_whitespace();
    let name = words.next().unwrap_or_default().to_owned();
    let params = words.filter_map(|word| {
        let (name, kind) = word.strip_prefix('{')?.strip_suffix('}')?.split_once(':')?;
        Some((name, if kind == "#" { Kind::Nat } else { Kind::Type }))
    });
    (name, type_params(params))
}

/// Calls `use_it` with the combinator that the line declares, a function or a constructor.
fn with_line<T>(
    line: &LitStr,
    function: bool,
    use_it: impl FnOnce(&Schema<'_>, &Combinator<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    let section = if function { "---functions---" } else { "" };
    let text = format!("{section}{}", line.value());
    let mut diagnostics = Vec::new();
    let programs = [tl_parser::parse(FileId(0), &text, &mut diagnostics)];
    let schema = resolve(&programs, World::Open, &mut diagnostics);
    let errors: Vec<Diagnostic> = diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .collect();
    if !errors.is_empty() {
        return Err(at(line, &errors));
    }
    let declared = schema
        .combinators
        .iter()
        .find(|combinator| combinator.origin == Origin::Declared);
    let combinator =
        declared.ok_or_else(|| syn::Error::new(line.span(), "this declares nothing"))?;
    use_it(&schema, combinator)
}

/// The findings in a line of TL, at the literal.
fn at(line: &LitStr, diagnostics: &[Diagnostic]) -> syn::Error {
    let messages: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    syn::Error::new(line.span(), messages.join("\n"))
}
