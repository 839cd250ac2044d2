//! The catalog as the reader meets it: which one holds, what was taken from it, and what its reader must
//! be told of that.

use std::cell::{Cell, OnceCell, RefCell};

use crate::catalog::{Catalog, Citation};
use crate::quantity::{Currency, Date};
use crate::scenario::around::Around;
use crate::scenario::diagnostic::{Diagnostic, names};
use crate::scenario::input::{Cited, Origin};
use crate::scenario::resolved::{Assumption, Grounds};
use crate::scenario::source::Span;
use crate::scenario::tree::{Table, Value};

use super::context::Context;
use super::section::Section;

/// Older entries are warned of, in days.
const OLD: i64 = 90;

/// The catalog and what was taken from it.
#[derive(Debug, Default)]
pub struct Shelf {
    catalog: OnceCell<Catalog>,
    today: Option<Date>,
    is_used: Cell<bool>,
    retirements: RefCell<Vec<Retirement>>,
}

/// A model that its provider shuts down.
#[derive(Clone, Debug)]
pub struct Retirement {
    /// The path of the option that names it.
    pub option: String,
    /// The model.
    pub model: String,
    /// The day.
    pub date: Date,
    /// Where the option names it.
    pub span: Span,
    /// Who says so.
    pub citation: Citation,
}

/// An entry of the catalog that a key names.
#[derive(Clone, Debug)]
pub struct Named {
    /// The entry's name.
    pub entry: String,
    /// Where it is named.
    pub span: Span,
    /// Where its facts come from.
    pub citation: Citation,
    /// How its prices can be brought up to date, beside writing them.
    pub refresh: &'static str,
}

impl Named {
    /// The origin of a value that the entry gives.
    pub fn origin(&self) -> Origin {
        let Citation { source, as_of } = self.citation.clone();
        Origin::Catalog(Box::new(Cited { entry: self.entry.clone(), source, as_of, estimated_for: None }))
    }
}

impl Shelf {
    /// The shelf of a scenario that is read in `around`.
    pub fn new(around: &Around) -> Self {
        let shelf = Self { today: around.today, ..Self::default() };
        if let Some(catalog) = &around.catalog {
            let _ = shelf.catalog.set(catalog.clone());
        }
        shelf
    }

    /// The catalog that holds.
    pub fn catalog(&self) -> &Catalog {
        self.catalog.get_or_init(Catalog::carried)
    }

    /// What messages call the catalog.
    pub fn name(&self) -> String {
        self.catalog().name.as_ref().map_or_else(|| "the catalog".to_owned(), |name| format!("the catalog `{name}`"))
    }

    /// Notes that the model of an option is shut down.
    pub fn retire(&self, retirement: Retirement) {
        self.retirements.borrow_mut().push(retirement);
    }

    /// The shutdown of the model of the option at a path.
    pub fn retirement(&self, option: &str) -> Option<Retirement> {
        self.retirements.borrow().iter().find(|retirement| retirement.option == option).cloned()
    }
}

/// Reads the catalog that `[scenario]` names, unless another one stands in for it.
pub fn open(context: &Context, root: &Table, around: &Around) {
    let scenario = root.get("scenario").map(|entry| &entry.node.value);
    let Some(Value::Table(scenario)) = scenario else { return };
    let Some(node) = scenario.get("catalog").map(|entry| &entry.node) else { return };
    let Value::Text(path) = &node.value else { return };
    if around.catalog.is_some() {
        return;
    }
    let refuse = |why: &str, help: &str| {
        let wrong = Diagnostic::at(node.span, format!("cannot read the catalog `{path}`"), why);
        context.error(wrong.alone().help(help));
    };
    match (around.files.0)(path) {
        Err(why) => refuse(&why, "write its path as seen from the scenario's file, or leave the key out"),
        Ok(text) => match Catalog::of_text(path, &text) {
            Ok(catalog) => {
                let _ = context.shelf.catalog.set(catalog);
            }
            Err(why) => refuse(&why, "`tco catalog update FILE` makes a catalog of a published price list"),
        },
    }
}

/// Notes a value that was taken from the catalog, as one would write it in US dollars.
pub fn note(section: &Section<'_>, name: &str, (value, named): (&str, &Named)) {
    section.context.defaults.borrow_mut().push(Assumption {
        path: section.path_of(name),
        value: value.to_owned(),
        about: section.key(name).about,
        grounds: Grounds::Catalog(named.entry.clone(), named.citation.clone()),
    });
}

/// Says what must be known of prices that were taken for `keys`: that dollars need a rate, and that old
/// ones may no longer hold.
pub fn taken(context: &Context, named: &Named, keys: &[&str]) {
    if keys.is_empty() {
        return;
    }
    exchange(context, named);
    let day = context.shelf.today.or_else(|| context.start.get().map(Date::first_of));
    let Some((day, age)) = day.and_then(|day| Some((day, named.citation.age(day)?))) else { return };
    if age > OLD {
        let title = format!("the catalog's figures of `{}` are {age} days old on {day}", named.entry);
        let odd = Diagnostic::at(named.span, title, format!("they are of {}", named.citation.as_of));
        let help = format!("write {} as of today{}", names(keys, "and"), named.refresh);
        context.warn(odd.help(help));
    }
}

/// Prices of the catalog are in US dollars: in another currency they need an exchange rate, which is
/// asked for once.
fn exchange(context: &Context, named: &Named) {
    let currency = context.currency.get();
    let is_known = currency == Currency::USD || context.place("scenario.exchange_rate").is_some();
    if is_known || context.shelf.is_used.replace(true) || context.spoilt("scenario.currency") {
        return;
    }
    let code = currency.code;
    let title = format!("the catalog's prices are in US dollars, and this scenario is in {code}");
    let wrong = Diagnostic::at(named.span, title, "takes prices from the catalog");
    context.error(wrong.help(format!("add `exchange_rate = ...` under `[scenario]`: {code} for one US dollar")));
}
