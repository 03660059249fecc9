//! The types that a file declares, and which of them an id means.

use std::collections::BTreeMap;

use crate::forms::tlo::applied::names::is_application;
use crate::forms::tlo::{NAT_TYPE, TYPE_FINAL, TYPE_PERCENT};

/// The maximum number of types with one id that are told apart.
const MOST: usize = 8;

/// A type that the file declares.
pub(super) struct Type<'b> {
    pub(super) id: u32,
    pub(super) name: &'b str,
    pub(super) flags: u32,
    /// The number of its constructors according to the file.
    pub(super) count: u32,
    /// The number of its parameters.
    pub(super) arity: u32,
    /// Which parameters are numbers: one bit for each.
    pub(super) numbers: u64,
    /// The names of its constructors, in the order of the file.
    pub(super) constructors: Vec<&'b str>,
    /// The number of those that were declared, not made from an application, and the last of these.
    declared: usize,
    last: &'b str,
}

impl<'b> Type<'b> {
    pub(super) fn new(id: u32, name: &'b str) -> Self {
        Self {
            id,
            name,
            flags: 0,
            count: 0,
            arity: 0,
            numbers: 0,
            constructors: Vec::new(),
            declared: 0,
            last: "_",
        }
    }

    /// Whether it is made from an application, such as `Vector int`.
    pub(super) fn is_made(&self) -> bool {
        is_application(self.name) && self.id != NAT_TYPE
    }

    /// Returns the name of its only constructor.
    pub(super) fn only(&self) -> Option<&'b str> {
        (self.declared == 1 && self.last != "_").then_some(self.last)
    }
}

/// The place of a type in a declaration, which may tell types with one id apart.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// In the result of a constructor, which is listed among those of this type.
    Result(Option<usize>),
    /// In a variable, so its type is `#` or `Type`.
    Variable,
    /// In a field that is not a variable, so it has another type.
    Value,
    Any,
}

/// How a type is used.
pub(super) struct Use {
    pub(super) place: Place,
    pub(super) is_bare: bool,
    /// The number of its arguments, and which of them are numbers.
    pub(super) arity: u32,
    pub(super) numbers: u64,
}

impl Use {
    fn fits(&self, ty: &Type<'_>) -> bool {
        let is_kind = matches!(ty.name, "#" | "Type");
        let fits_place = match self.place {
            Place::Variable => is_kind,
            Place::Value => !is_kind,
            Place::Result(_) | Place::Any => true,
        };
        let fits_form = !self.is_bare || ty.flags & (TYPE_FINAL | TYPE_PERCENT) != 0;
        fits_place && fits_form && ty.arity == self.arity && ty.numbers == self.numbers
    }
}

/// All types of a file.
#[derive(Default)]
pub(super) struct Types<'b> {
    pub(super) rows: Vec<Type<'b>>,
    /// The indices in `rows` of the types with each id, without those made from applications: only
    /// constructors made with these belong to them.
    by_id: BTreeMap<u32, Vec<usize>>,
    /// The type of the current constructor, and the number of its constructors so far.
    at: usize,
    taken: u32,
}

impl<'b> Types<'b> {
    pub(super) fn add(&mut self, ty: Type<'b>) {
        if !ty.is_made() {
            self.by_id.entry(ty.id).or_default().push(self.rows.len());
        }
        self.rows.push(ty);
    }

    /// Starts again with the first constructor.
    pub(super) fn start(&mut self) {
        (self.at, self.taken) = (0, 0);
    }

    /// Returns the type of the next constructor, by the number of constructors of each type.
    pub(super) fn next_owner(&mut self) -> Option<usize> {
        while self.rows.get(self.at)?.count == self.taken {
            (self.at, self.taken) = (self.at + 1, 0);
        }
        self.taken += 1;
        Some(self.at)
    }

    /// Returns the type of a constructor whose result has this id; `owner` is the type by its position.
    pub(super) fn owner(&self, owner: Option<usize>, id: u32) -> Option<usize> {
        let by_place = owner.filter(|at| self.rows.get(*at).is_some_and(|ty| ty.id == id));
        by_place.or_else(|| match self.of(id) {
            [only] => Some(*only),
            _ => None,
        })
    }

    /// Records the name of a constructor.
    pub(super) fn learn(&mut self, owner: Option<usize>, name: &'b str) {
        if let Some(ty) = owner.and_then(|at| self.rows.get_mut(at)) {
            ty.constructors.push(name);
            if !is_application(name) {
                ty.declared += 1;
                ty.last = name;
            }
        }
    }

    /// Returns the indices of the types with an id.
    fn of(&self, id: u32) -> &[usize] {
        self.by_id.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether a type that can be used at the place has the id.
    pub(super) fn has(&self, id: u32, place: Place) -> bool {
        let owner = match place {
            Place::Result(owner) => owner.and_then(|at| self.rows.get(at)),
            Place::Variable | Place::Value | Place::Any => None,
        };
        owner.is_some_and(|ty| ty.id == id) || self.by_id.contains_key(&id)
    }

    /// Returns the types with the id that may be meant; empty if there are too many to tell apart.
    pub(super) fn meant(&self, id: u32, by: &Use) -> Vec<usize> {
        if let Place::Result(Some(owner)) = by.place {
            if self.rows.get(owner).is_some_and(|ty| ty.id == id) {
                return vec![owner];
            }
        }
        let all = self.of(id);
        if let [_] = all {
            return all.to_vec();
        }
        let few = all.iter().filter(|_| all.len() <= MOST);
        few.filter(|at| self.rows.get(**at).is_some_and(|ty| by.fits(ty)))
            .copied()
            .collect()
    }

    /// Returns the index of each type, by its name and by the name of its only constructor.
    pub(super) fn heads(&self) -> BTreeMap<&'b str, usize> {
        let mut heads = BTreeMap::new();
        for (at, ty) in self.rows.iter().enumerate() {
            for name in [Some(ty.name), ty.only()].into_iter().flatten() {
                heads.entry(name).or_insert(at);
            }
        }
        heads
    }
}
