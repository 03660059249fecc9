//! The types that a file declares, and which of them an id means.

use std::collections::BTreeMap;

use super::is_application;
use crate::forms::tlo::{NAT_TYPE, TYPE_FINAL, TYPE_PERCENT};

/// How many types of one id are told apart.
const MOST: usize = 8;

/// A type that the file declares.
pub(super) struct Type<'b> {
    pub(super) id: u32,
    pub(super) name: &'b str,
    pub(super) flags: u32,
    /// How many constructors the file says it has.
    pub(super) count: u32,
    /// How many parameters it has.
    pub(super) arity: u32,
    /// Which of them are numbers: a bit for each.
    pub(super) numbers: u64,
    /// What its constructors are called, in the order of the file.
    pub(super) constructors: Vec<&'b str>,
    /// How many of them were declared, and not made of an application, and the last of these.
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

    /// Whether it is made of an application, such as `Vector int`.
    pub(super) fn is_made(&self) -> bool {
        is_application(self.name) && self.id != NAT_TYPE
    }

    /// The name of its only constructor.
    pub(super) fn only(&self) -> Option<&'b str> {
        (self.declared == 1 && self.last != "_").then_some(self.last)
    }
}

/// Where a type stands in a declaration, which may tell types of one id apart.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// In the result of a constructor, which stands among those of its type.
    Result(Option<usize>),
    /// In what has a number, and so is `#` or `Type`.
    Variable,
    /// In a field that has none, and so is of another type.
    Value,
    Any,
}

/// How a type is used.
pub(super) struct Use {
    pub(super) place: Place,
    pub(super) is_bare: bool,
    /// How many arguments it has, and which of them are numbers.
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
    /// Where the types of each id are in `rows`, but for those that are made: only what is made with
    /// them is of them.
    by_id: BTreeMap<u32, Vec<usize>>,
    /// The type of the constructor at hand, and how many of its constructors were there.
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

    /// Begins with the first constructor.
    pub(super) fn start(&mut self) {
        (self.at, self.taken) = (0, 0);
    }

    /// The type of the next constructor, by how many each has.
    pub(super) fn next_owner(&mut self) -> Option<usize> {
        while self.rows.get(self.at)?.count == self.taken {
            (self.at, self.taken) = (self.at + 1, 0);
        }
        self.taken += 1;
        Some(self.at)
    }

    /// The type of a constructor that has this id, where `owner` is that by its place.
    pub(super) fn owner(&self, owner: Option<usize>, id: u32) -> Option<usize> {
        let by_place = owner.filter(|at| self.rows.get(*at).is_some_and(|ty| ty.id == id));
        by_place.or_else(|| match self.of(id) {
            [only] => Some(*only),
            _ => None,
        })
    }

    /// Learns the name of a constructor.
    pub(super) fn learn(&mut self, owner: Option<usize>, name: &'b str) {
        if let Some(ty) = owner.and_then(|at| self.rows.get_mut(at)) {
            ty.constructors.push(name);
            if !is_application(name) {
                ty.declared += 1;
                ty.last = name;
            }
        }
    }

    /// Where the types of an id are.
    fn of(&self, id: u32) -> &[usize] {
        self.by_id.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether a type has the id, as far as it can be used there.
    pub(super) fn has(&self, id: u32, place: Place) -> bool {
        let owner = match place {
            Place::Result(owner) => owner.and_then(|at| self.rows.get(at)),
            Place::Variable | Place::Value | Place::Any => None,
        };
        owner.is_some_and(|ty| ty.id == id) || self.by_id.contains_key(&id)
    }

    /// Those of the id that are meant, or may be. None where there are too many to tell apart.
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

    /// Where each type is, by its name and by that of its only constructor.
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
