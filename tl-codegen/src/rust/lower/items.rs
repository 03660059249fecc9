//! Structs, enums, aliases, and the registry.

use std::collections::BTreeMap;

use tl_parser::schema::{Combinator, CombinatorId, CombinatorKind, TypeExpr, TypeId};
use tl_parser::{ast, print};

use crate::rust::form::{Scope, Unsupported, type_params, wire};
use crate::rust::lower::fields::Site;
use crate::rust::lower::layout::MAX_VARIANT;
use crate::rust::lower::params::keep;
use crate::rust::lower::path::Path;
use crate::rust::lower::{Lowering, docs};
use crate::rust::model::{
    Alias, Constructor, Conversion, Enum, Field, Generics, Identity, Item, Param, Payload,
    Registry, RegistryEntry, Response, Struct, Ty, Variant, VariantKind, Wire,
};
use crate::rust::names::{Taken, camel, ident, renamed, split, variant};

impl Lowering<'_, '_> {
    /// The struct of a constructor or function.
    pub(super) fn record(&mut self, id: CombinatorId, path: &Path) -> Item {
        let combinator = &self.schema[id];
        let site = self.site(id, path.modules.len());
        self.check(&site.scope);
        let roles = self.roles(id, &site);
        let constructor = self.constructor(id);
        let fields = combinator
            .fields
            .iter()
            .zip(ast_fields(combinator))
            .zip(roles)
            .zip(&site.locals.fields);
        let fields = fields.map(|(((field, ast), planned), ident)| Field {
            ident: ident.clone(),
            place: None,
            name: field.name.unwrap_or("_").into(),
            docs: docs::field(&field.docs, &print::field(ast), renamed(field.name, ident)),
            role: planned.role,
        });
        let fields: Vec<Field> = fields.collect();
        let response =
            (combinator.kind == CombinatorKind::Function).then(|| self.response(id, &site));
        Item::Struct(Struct {
            ident: ident(&path.name),
            calls: site
                .locals
                .calls
                .iter()
                .map(|(_, ident)| ident.clone())
                .collect(),
            params: keep(site.locals.params, self.type_params.of_struct(id)),
            docs: docs::item(combinator, &constructor.tl, path),
            generics: Generics::default(),
            derives: self.struct_derives(id),
            unit: fields.is_empty(),
            identity: Identity::Constructor(constructor),
            fields,
            response,
        })
    }

    fn constructor(&self, id: CombinatorId) -> Constructor {
        let combinator = &self.schema[id];
        Constructor {
            id: combinator.id,
            name: combinator.name.into(),
            tl: print::combinator(combinator.ast, Some(combinator.id)),
            unchecked: !combinator.id_matches_text,
        }
    }

    fn response(&mut self, id: CombinatorId, site: &Site<'_, '_>) -> Response {
        let combinator = &self.schema[id];
        self.needs_values(combinator);
        let wire = wire(self.schema, &site.scope.of_result(), &combinator.result);
        match wire {
            Ok(Wire::Answer(call)) => Response::AsField(call),
            Ok(wire) => Response::Value {
                ty: self.ty(&combinator.result, site),
                wire,
            },
            Err(unsupported) => {
                self.diagnostics.push(unsupported.of(combinator));
                Response::Value {
                    ty: Ty::True,
                    wire: Wire::Boxed(Vec::new()),
                }
            }
        }
    }

    /// Reports a type that has no values: it cannot be read.
    fn needs_values(&mut self, function: &Combinator<'_>) {
        let TypeExpr::Boxed(id, _, span) = &function.result else {
            return;
        };
        let ty = &self.schema[*id];
        if !ty.constructors.is_empty() || ty.builtin.is_some() {
            return;
        }
        let what = "an answer of a type that has no values";
        let unsupported = Unsupported { what, span: *span };
        self.diagnostics.push(unsupported.of(function));
    }

    /// Reports the further constructors of types that are built in, such as `long`'s type `Long`.
    pub(super) fn needs_no_builtins(&mut self) {
        for ty in self.schema.types.iter().filter(|ty| ty.builtin.is_none()) {
            let mut constructors = ty.constructors.iter().map(|id| &self.schema[*id]);
            if !constructors.clone().any(|it| it.builtin.is_some()) {
                continue;
            }
            if let Some(further) = constructors.find(|it| it.builtin.is_none()) {
                let what = "another constructor of a type that is built in";
                let span = further.ast.result.span;
                let unsupported = Unsupported { what, span };
                self.diagnostics.push(unsupported.of(further));
            }
        }
    }

    /// The enum of a type, or the alias of its only constructor's struct.
    pub(super) fn union(&mut self, id: TypeId, path: &Path) -> Option<Item> {
        let ty = &self.schema[id];
        let depth = path.modules.len();
        if let Some(only) = self.only_constructor(id) {
            let params = self.type_parameters(only, self.type_params.of_enum(id));
            let idents: Vec<_> = params
                .iter()
                .filter_map(Param::type_ident)
                .cloned()
                .collect();
            let args = idents.iter().cloned().map(Ty::Param).collect();
            let target = self.naming.combinator(only)?.seen_from(depth, args);
            let docs = docs::alias(&ty.docs, ty.name, self.schema[only].name, path);
            return Some(Item::Alias(Alias {
                ident: ident(&path.name),
                params: idents,
                target,
                docs,
            }));
        }
        let first = ty.constructors.first();
        let params = first.map(|&first| self.type_parameters(first, self.type_params.of_enum(id)));
        let params = params.unwrap_or_default();
        let names = self.variant_names(&ty.constructors, &path.name);
        let mut variants = Vec::new();
        let mut conversions = Vec::new();
        for (index, (&constructor, (name, numbered))) in
            ty.constructors.iter().zip(names).enumerate()
        {
            let args = record_args(&params, self.type_params.of_struct(constructor));
            let record = self.naming.combinator(constructor)?.seen_from(depth, args);
            let (kind, payload) = self.variant_kind(constructor, record.clone());
            let tl = print::combinator(
                self.schema[constructor].ast,
                Some(self.schema[constructor].id),
            );
            let of = numbered.then_some(self.schema[constructor].name);
            let docs = docs::variant(&self.schema[constructor].docs, &tl, of);
            variants.push(Variant {
                ident: ident(&name),
                docs,
                kind,
            });
            let (from, try_from) = (self.config.derives.from, self.config.derives.try_from);
            conversions.push(Conversion {
                variant: index,
                record,
                payload,
                from,
                try_from,
            });
        }
        let filler = self.graph.filler(id);
        let filler = ty
            .constructors
            .iter()
            .position(|&constructor| Some(constructor) == filler);
        Some(Item::Enum(Enum {
            ident: ident(&path.name),
            name: ty.name.into(),
            params,
            generics: Generics::default(),
            docs: docs::union(&ty.docs, ty.name, path),
            derives: self.enum_derives(&ty.constructors),
            variants,
            filler: filler.unwrap_or(0),
            conversions,
        }))
    }

    /// The parameters of a type, as the constructor calls them.
    fn type_parameters(&self, constructor: CombinatorId, used: &[bool]) -> Vec<Param> {
        let scope = Scope::new(self.schema, &self.schema[constructor]);
        let names = scope.params.iter().map(|var| {
            let var = var.and_then(|var| scope.combinator.var(var));
            var.map_or("p", |var| var.name)
        });
        let ty = match &scope.combinator.result {
            TypeExpr::Boxed(ty, ..) => self.schema[*ty].name,
            TypeExpr::Nat(_)
            | TypeExpr::Var(..)
            | TypeExpr::Call(..)
            | TypeExpr::Bare(..)
            | TypeExpr::Repeat(..) => "",
        };
        keep(
            type_params(ty, names.zip(scope.kinds.iter().copied())),
            used,
        )
    }

    fn variant_kind(&self, id: CombinatorId, record: Ty) -> (VariantKind, Payload) {
        if self.schema[id].fields.is_empty() {
            return (VariantKind::Unit(self.constructor(id)), Payload::Unit);
        }
        let (ty, payload) = if self.sizes.of_struct(id) > MAX_VARIANT {
            (Ty::Box(Box::new(record)), Payload::Boxed)
        } else {
            (record, Payload::Plain)
        };
        let name = Some(self.schema[id].name.to_owned());
        (VariantKind::Newtype { ty, name }, payload)
    }

    /// Short names where they can be told apart, else longer ones, with the namespace at last; and
    /// whether even that was not enough, so that there is a number behind it.
    fn variant_names(
        &self,
        constructors: &[CombinatorId],
        camel_type: &str,
    ) -> Vec<(String, bool)> {
        let names: Vec<&str> = constructors
            .iter()
            .map(|&id| self.schema[id].name)
            .collect();
        let forms: [&dyn Fn(&str) -> String; 3] = [
            &|name| variant(split(name).1, camel_type),
            &|name| camel(split(name).1),
            &|name| camel(&name.replace('.', "_")),
        ];
        let mut chosen: Vec<String> = Vec::new();
        for form in forms {
            let longer: Vec<String> = names.iter().map(|name| form(name)).collect();
            if chosen.is_empty() {
                chosen = longer;
                continue;
            }
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for name in &chosen {
                *counts.entry(name.clone()).or_default() += 1;
            }
            for (name, longer) in chosen.iter_mut().zip(longer) {
                if counts.get(name).is_some_and(|&count| count > 1) {
                    *name = longer;
                }
            }
        }
        let mut taken = Taken::default();
        let unique = chosen.into_iter().map(|name| {
            let unique = taken.unique(name.clone());
            let numbered = unique != name;
            (unique, numbered)
        });
        unique.collect()
    }

    /// All constructors and functions by id. Where an id repeats, the generic function stays: it
    /// reads what its prefix form would leave.
    pub(super) fn registry(&self) -> Registry {
        let mut entries: BTreeMap<u32, RegistryEntry> = BTreeMap::new();
        for (id, combinator) in (0..).map(CombinatorId).zip(&self.schema.combinators) {
            let Some(path) = self.naming.combinator(id) else {
                continue;
            };
            // A value of a type with parameters says nothing without the arguments.
            let constructor = combinator.kind == CombinatorKind::Constructor;
            let generic =
                matches!(&combinator.result, TypeExpr::Boxed(_, args, _) if !args.is_empty());
            if constructor && generic {
                continue;
            }
            let entry = RegistryEntry {
                id: combinator.id,
                ty: path.seen_from(1, Vec::new()),
                calls: self.site(id, 1).locals.calls.len(),
                function: combinator.kind == CombinatorKind::Function,
            };
            if entries
                .get(&combinator.id)
                .is_none_or(|kept| kept.calls == 0)
            {
                entries.insert(combinator.id, entry);
            }
        }
        Registry {
            entries: entries.into_values().collect(),
        }
    }
}

/// The fields as they were parsed, which are as many as the schema has.
fn ast_fields<'s>(combinator: &Combinator<'s>) -> &'s [ast::Field<'s>] {
    match &combinator.ast.body {
        ast::Body::Builtin(_) => &[],
        ast::Body::Fields(fields) => fields,
    }
}

/// The arguments for a variant's struct: those of the enum's parameters that the struct has too.
fn record_args(params: &[Param], used: &[bool]) -> Vec<Ty> {
    let used = params.iter().zip(used).filter(|(_, used)| **used);
    used.filter_map(|(param, _)| param.type_ident().cloned().map(Ty::Param))
        .collect()
}
