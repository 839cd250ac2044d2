//! Which option is the cheapest over two inputs.

use plotters::style::{Color, RGBColor};

use super::canvas::{Canvas, document};
use super::geometry::Rect;
use super::legend::{self, Entry};
use super::model::FrontierMap;
use super::names::{self, Name, Obstacles};
use super::page;
use super::palette::{GRID, INK, WHITE, mixed, region_fill};
use super::plane::Plane;
use super::regions::{Frontier, Parting, on_page};
use super::strip::Looks;
use super::texture::{self, Hatch};
use super::today::Today;
use super::winners::{Winner, Winners, coarse};

/// Where no option can serve.
const NOBODY: RGBColor = RGBColor(240, 241, 243);
const NOBODY_LINES: RGBColor = RGBColor(203, 207, 212);

/// Width of a stripe of each option that takes turns, all of them together, in pixels.
const STRIPES: f64 = 5.0;

/// Parting smaller than this are not named anywhere, in square pixels.
const SMALLEST: f64 = 6.0;
const SMALLEST_MIX: f64 = 1_500.0;

/// Draws the map as SVG: a region for each option where it is the cheapest, its name in it, and today's point.
#[must_use]
pub fn frontier_map(chart: &FrontierMap) -> String {
    document(&chart.heading, |canvas| {
        let body = page::draw(canvas, &chart.heading);
        let plan = Plan::new(chart, body);
        if plan.parted.regions.is_empty() {
            page::draw_nothing(canvas, body);
        } else {
            plan.draw(canvas, body);
        }
    })
}

/// Everything that has its place on the page.
struct Plan<'a> {
    chart: &'a FrontierMap,
    plane: Plane<'a>,
    rows: Winners,
    parted: Parting,
    today: Option<Today>,
    names: Vec<Name>,
    /// Winners without room for their names.
    listed: Vec<usize>,
}

impl<'a> Plan<'a> {
    /// Lays out the map; winners whose names do not fit go to a legend, for which the map gives up some height.
    fn new(chart: &'a FrontierMap, body: Rect) -> Self {
        let mut plan = Self::with_legend(chart, body, &[]);
        // The list only grows, so this ends; with a lower plot another name may have lost its room.
        loop {
            let listed = plan.listed.clone();
            let entries = plan.entries();
            plan = Self::with_legend(chart, legend::below(body, &entries), &listed);
            if plan.listed.len() <= listed.len() {
                return plan;
            }
        }
    }

    /// Lays out the map in `body` and names the winners that are not listed already.
    fn with_legend(chart: &'a FrontierMap, body: Rect, listed: &[usize]) -> Self {
        let plane = Plane::fit(body, &chart.x, &chart.y);
        let rows = Winners::new(chart, &plane);
        let parted = Parting::new(&rows);
        let today = chart.today.and_then(|today| Today::new(today, &plane));
        let obstacles = today.as_ref().map_or_else(Obstacles::default, Today::obstacles);
        let mut plan = Self { chart, plane, rows, parted, today, names: Vec::new(), listed: listed.to_vec() };
        let is_seen = |winner: &usize| {
            let is_mixed = matches!(plan.rows.kinds.get(*winner), Some(Winner::InTurn(_)));
            let least = if is_mixed { SMALLEST_MIX } else { SMALLEST };
            plan.parted.regions.iter().any(|region| region.winner == *winner && region.area >= least)
        };
        for winner in (0..plan.rows.kinds.len()).filter(is_seen).collect::<Vec<_>>() {
            let names = names::place(&plan.parted, winner, &plan.name(winner), &obstacles);
            if names.is_empty() && !plan.listed.contains(&winner) {
                plan.listed.push(winner);
            }
            plan.names.extend(names.into_iter().filter(|_| !listed.contains(&winner)));
        }
        plan.listed.sort_unstable();
        plan
    }

    fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        legend::draw(canvas, body, &self.entries());
        self.draw_regions(canvas);
        self.plane.draw_grid(canvas, WHITE.mix(0.35));
        self.draw_frontiers(canvas);
        self.plane.draw_axes(canvas);
        if let Some(today) = &self.today {
            today.draw(canvas);
        }
        for name in &self.names {
            if self.rows.kinds.get(name.winner) != Some(&Winner::Nobody) {
                name.draw(canvas);
                continue;
            }
            // Words on hatching are hard to read.
            canvas.fill(name.area.grown_by(8.0, 3.0), NOBODY);
            name.draw(canvas);
        }
    }

    fn draw_regions(&self, canvas: &mut Canvas<'_>) {
        // Two smooth edges side by side let the page shine through; under a bare or thin frontier lies the mean of both.
        for frontier in
            self.parted.frontiers.iter().filter(|frontier| self.line_width(frontier).is_none_or(|width| width < 1.0))
        {
            let fill = |winner| self.fills(winner).first().copied().unwrap_or(GRID);
            let mean = mixed(fill(frontier.winners.0), fill(frontier.winners.1), 50);
            canvas.stroke(&on_page(&frontier.path), mean, 1.4);
        }
        for region in &self.parted.regions {
            let outline = on_page(&region.outline);
            let fills = self.fills(region.winner);
            canvas.polygon(&outline, fills.first().copied().unwrap_or(GRID));
            for hatch in self.hatches(region.winner, &fills) {
                texture::draw(canvas, &outline, &hatch);
            }
        }
    }

    fn draw_frontiers(&self, canvas: &mut Canvas<'_>) {
        for frontier in &self.parted.frontiers {
            if let Some(width) = self.line_width(frontier) {
                canvas.stroke(&on_page(&frontier.path), INK, width);
            }
        }
    }

    /// Returns the width of a frontier's line; thin where options take turns, which has no sharp edge.
    fn line_width(&self, frontier: &Frontier) -> Option<f64> {
        let is_mixed = |winner: usize| matches!(self.rows.kinds.get(winner), Some(Winner::InTurn(_)));
        match frontier.looks {
            Looks::Bare => None,
            _ if is_mixed(frontier.winners.0) || is_mixed(frontier.winners.1) => Some(0.7),
            Looks::Thin => Some(0.7),
            Looks::Lined => Some(1.5),
        }
    }

    /// Returns the colours of a winner; several where options take turns.
    fn fills(&self, winner: usize) -> Vec<RGBColor> {
        let fill = |option: Option<usize>| option.map_or(NOBODY_LINES, region_fill);
        match self.rows.kinds.get(winner) {
            Some(Winner::Option(option)) => vec![region_fill(*option)],
            Some(Winner::InTurn(options)) => options.iter().map(|option| fill(*option)).collect(),
            Some(Winner::Nobody) | None => vec![NOBODY],
        }
    }

    /// Returns the lines over a region: stripes as wide as the options' shares, or the hatching of no option.
    fn hatches(&self, winner: usize, fills: &[RGBColor]) -> Vec<Hatch> {
        let widths = self.rows.mixed.get(winner).map_or(&[][..], Vec::as_slice);
        let total: f64 = widths.iter().map(|(_, width)| coarse(*width)).sum();
        match self.rows.kinds.get(winner) {
            Some(Winner::Nobody) => vec![Hatch { colour: NOBODY_LINES, width: 1.0, every: 8.0, offset: 0.0 }],
            Some(Winner::InTurn(_)) if total > 0.0 => {
                let mut hatches = Vec::new();
                let mut start = 0.0;
                for ((_, width), colour) in widths.iter().zip(fills) {
                    let width = coarse(*width) / total * STRIPES;
                    hatches.push(Hatch { colour: *colour, width, every: STRIPES, offset: start + width / 2.0 });
                    start += width;
                }
                hatches.into_iter().skip(1).collect()
            }
            _ => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<Entry> {
        let entry = |winner: &usize| Entry { fills: self.fills(*winner), name: self.name(*winner) };
        self.listed.iter().map(entry).collect()
    }

    fn name(&self, winner: usize) -> String {
        let option = |option: usize| match self.chart.options.get(option).map(|name| name.trim()) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => format!("option {}", option.saturating_add(1)),
        };
        match self.rows.kinds.get(winner) {
            Some(Winner::Option(index)) => option(*index),
            Some(Winner::InTurn(options)) => {
                let names: Vec<String> =
                    options.iter().map(|index| index.map_or_else(|| "none".to_owned(), option)).collect();
                format!("in turn: {}", names.join(", "))
            }
            Some(Winner::Nobody) | None => "no option can serve".to_owned(),
        }
    }
}
