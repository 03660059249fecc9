//! What fields and parameters are called in Rust.

use tl_parser::ast::ParamKind;
use tl_parser::schema::Field;

use crate::rust::model::{Ident, Param};
use crate::rust::names::{Cases, Claims, Name, Taken, numbered, split};

/// The parameters of the type `name`, by their TL names.
pub fn type_params<'n>(
    name: &str,
    params: impl IntoIterator<Item = (&'n str, ParamKind)>,
    cases: &mut Cases,
) -> Vec<Param> {
    let mut names = Names::new(name, cases);
    let params = params.into_iter();
    params.map(|(name, kind)| names.param(name, kind)).collect()
}

/// What a field is called after.
fn tl_name<'s>(field: &Field<'s>) -> &'s str {
    field.name.unwrap_or("value")
}

/// Names of variables and type parameters, none of them given twice.
pub(super) struct Names<'n> {
    item: &'n str,
    variables: Taken,
    /// Empty until there is a type parameter.
    types: Option<Taken>,
    cases: &'n mut Cases,
}

impl<'n> Names<'n> {
    /// The names in the item with that TL name.
    pub(super) fn new(item: &'n str, cases: &'n mut Cases) -> Self {
        Self {
            item,
            variables: Taken::default(),
            types: None,
            cases,
        }
    }

    /// The names of fields: what is chosen for them, or else such that of those that TL tells apart
    /// none has a name that another could have.
    pub(super) fn fields<'f>(
        &mut self,
        fields: &[Field<'f>],
        chosen: &mut dyn FnMut(&str) -> Option<Name>,
    ) -> Vec<Name> {
        let mut names = Vec::with_capacity(fields.len());
        for field in fields {
            names.push(match field.name.and_then(&mut *chosen) {
                Some(name) => name,
                None => self.variable(tl_name(field)),
            });
        }
        if names.iter().any(|name| name.renamed) {
            self.number(fields, &mut names);
        }
        names
    }

    /// Gives names again, of which some could be those of several fields.
    fn number(&mut self, fields: &[Field<'_>], names: &mut [Name]) {
        self.variables = Taken::default();
        let mut claims = Claims::default();
        for (field, name) in fields.iter().zip(names.iter()) {
            if let (Some(tl), false) = (field.name, name.chosen) {
                claims.add(&[self.cases.snake(tl)]);
            }
        }
        for (field, name) in fields.iter().zip(names) {
            if name.chosen {
                continue;
            }
            let wanted = self.cases.snake(tl_name(field));
            let shared = claims.is_shared(&wanted);
            *name = self.variables.unique(&match shared {
                true => numbered(wanted.plain(), tl_name(field)),
                false => wanted,
            });
            name.renamed |= shared;
        }
    }

    fn variable(&mut self, name: &str) -> Name {
        self.variables.unique(&self.cases.snake(name))
    }

    pub(super) fn type_param(&mut self, name: &str) -> Ident {
        let name = self.cases.camel(name);
        self.types().unique(&name).ident
    }

    /// The names of type parameters; that of the item is taken.
    fn types(&mut self) -> &mut Taken {
        let Self { item, cases, .. } = self;
        self.types.get_or_insert_with(|| {
            let mut taken = Taken::default();
            taken.unique(&cases.camel(split(item).1));
            taken
        })
    }

    pub(super) fn param(&mut self, name: &str, kind: ParamKind) -> Param {
        let variable = self.variable(name).ident;
        match kind {
            ParamKind::Nat => Param::Nat(variable),
            ParamKind::Type => {
                let ident = self.type_param(name);
                let codec = Ident::new(&["C", ident.as_str()].concat());
                Param::Type {
                    codec: self.types().unique(&codec).ident,
                    ident: Some(ident),
                    variable,
                }
            }
        }
    }
}
