//! Rust types as text; equal types have equal text.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::rc::Rc;

use tl_codegen::__private::Items;
use tl_codegen::__private::model::{Alias, Ident, Identity, Item, Param, Struct, Ty};

type Path = Rc<[Ident]>;

/// A type in a struct, and whether it is inside an `Option`.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) ty: &'a Ty,
    pub(super) is_option: bool,
    /// The struct, whose parameters the type may name.
    pub(super) of: &'a Struct,
    pub(super) names: &'a Names,
}

impl Named<'_> {
    /// Whether the types differ. If an alias of a struct has become an enum, only the type itself is reported,
    /// not every field of that type.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let differ = |resolve| self.meaning(resolve) != other.meaning(resolve);
        self.is_option != other.is_option || (differ(true) && differ(false))
    }

    /// Returns the text with the places of parameters, and with the old names of renamed items.
    fn meaning(&self, resolve: bool) -> String {
        let place = |ident: &Ident| {
            let place = type_params(self.of).position(|it| it == ident);
            place.map_or_else(|| ident.to_string(), |place| place.to_string())
        };
        text(self.ty, &place, &|path| self.names.old(path, resolve))
    }
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = text(self.ty, &|ident| ident.to_string(), &|path| {
            joined(self.names.target(path))
        });
        match self.is_option {
            true => write!(f, "Option<{text}>"),
            false => f.write_str(&text),
        }
    }
}

/// Says that a type is not the one that it was. Both may have the same name.
pub(super) fn differing(was: &str, is: &str) -> String {
    match was == is {
        true => format!("is still {is}, but that is another type now"),
        false => format!("was {was} and is {is}"),
    }
}

/// Returns the type parameters of a struct in Rust, in order.
pub(super) fn type_params(of: &Struct) -> impl Iterator<Item = &Ident> {
    let params = of.params.iter().filter_map(Param::type_ident);
    of.calls.iter().chain(params)
}

/// What the paths in a file stand for.
pub(super) struct Names {
    /// The targets of aliases.
    targets: HashMap<Path, Path>,
    /// The structs of the elements of repetitions.
    elements: HashSet<Path>,
    /// The old paths of renamed items.
    pub(super) renamed: HashMap<Path, Path>,
}

impl Names {
    pub(super) fn of(items: &Items) -> Self {
        let mut names = Self {
            targets: HashMap::new(),
            elements: HashSet::new(),
            renamed: HashMap::new(),
        };
        for (path, item) in items.by_path.iter() {
            match item {
                Item::Alias(Alias {
                    target: Ty::Item(_, target, _),
                    ..
                }) => {
                    names.targets.insert(path.clone(), target.clone());
                }
                Item::Struct(it) if matches!(it.identity, Identity::Element(_)) => {
                    names.elements.insert(path.clone());
                }
                _ => {}
            }
        }
        names
    }

    fn target<'a>(&'a self, path: &'a Path) -> &'a Path {
        self.targets.get(path).unwrap_or(path)
    }

    /// Elements have one name, because their fields are compared instead.
    fn old(&self, path: &Path, resolve: bool) -> String {
        let path = match resolve {
            true => self.target(path),
            false => path,
        };
        match self.elements.contains(path) {
            true => "elements".into(),
            false => joined(self.renamed.get(path).unwrap_or(path)),
        }
    }
}

/// Returns `types::User`.
pub(super) fn joined(path: &[Ident]) -> String {
    let path: Vec<_> = path.iter().map(Ident::as_str).collect();
    path.join("::")
}

/// Returns the text of a type: `Vec<types::User>`.
fn text(ty: &Ty, param: &dyn Fn(&Ident) -> String, item: &dyn Fn(&Path) -> String) -> String {
    let inside = |inner: &Ty| text(inner, param, item);
    let of = |outer: &str, inner: &Ty| format!("{outer}<{}>", inside(inner));
    match ty {
        Ty::Number(number) => number.rust_type().into(),
        Ty::Bool => "bool".into(),
        Ty::True => "True".into(),
        Ty::Raw(size) => format!("[u8; {size}]"),
        Ty::String => "String".into(),
        Ty::Bytes => "Vec<u8>".into(),
        Ty::Vec(inner) => of("Vec", inner),
        Ty::Array(inner, size) => format!("[{}; {size}]", inside(inner)),
        Ty::Box(inner) => of("Box", inner),
        Ty::Option(inner) => of("Option", inner),
        Ty::Secret(inner) => of("Secret", inner),
        Ty::Object => "Box<dyn AnyObject>".into(),
        Ty::Param(ident) => param(ident),
        Ty::Answer(ident) => format!("{}::Response", param(ident)),
        Ty::Item(_, path, args) => {
            let args: Vec<_> = args.iter().map(inside).collect();
            match args.as_slice() {
                [] => item(path),
                args => format!("{}<{}>", item(path), args.join(", ")),
            }
        }
        Ty::Named(path, _) => path.to_string(),
        Ty::Verbatim(text) => text.clone(),
    }
}
