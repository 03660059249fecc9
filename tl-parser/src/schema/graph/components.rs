//! Strongly connected components.

/// Returns the component of each of `count` nodes: two nodes have the same one if each leads to the other.
///
/// This is Tarjan's algorithm with a stack of its own, so that a schema of any depth fits.
pub(super) fn components(count: usize, edges: &[(u32, u32)]) -> Vec<u32> {
    // A counting sort, since other ways to sort are slow without optimization. After the sums, the edges of a
    // node begin at `starts[node + 1]`, which they then move to their end.
    let mut starts = vec![0; count + 2];
    for &(from, _) in edges {
        if let Some(start) = starts.get_mut(from as usize + 2) {
            *start += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut targets = vec![0; edges.len()];
    for &(from, to) in edges {
        if let Some(end) = starts.get_mut(from as usize + 1) {
            if let Some(target) = targets.get_mut(*end) {
                *target = to as usize;
            }
            *end += 1;
        }
    }
    let mut search = Search {
        targets,
        starts,
        order: vec![UNSEEN; count],
        low: vec![0; count],
        component: vec![UNSEEN; count],
        open: Vec::new(),
        next: 0,
        found: 0,
    };
    for node in 0..count {
        if search.order.get(node) == Some(&UNSEEN) {
            search.from(node);
        }
    }
    search.component
}

const UNSEEN: u32 = u32::MAX;

struct Search {
    /// The targets of the edges, node by node.
    targets: Vec<usize>,
    /// The index of the first edge of each node, at which the edges of the previous node end.
    starts: Vec<usize>,
    /// When each node was first seen.
    order: Vec<u32>,
    /// The earliest open node that each node leads to.
    low: Vec<u32>,
    component: Vec<u32>,
    /// Nodes whose component is not known yet.
    open: Vec<usize>,
    next: u32,
    found: u32,
}

impl Search {
    fn from(&mut self, root: usize) {
        // The nodes on the path, and the next edge of each.
        let mut path = vec![(root, self.enter(root))];
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            let end = self.starts.get(node + 1).copied().unwrap_or_default();
            if *edge < end {
                let to = self.targets.get(*edge).copied().unwrap_or(node);
                *edge += 1;
                if self.order.get(to) == Some(&UNSEEN) {
                    let first = self.enter(to);
                    path.push((to, first));
                } else if self.component.get(to) == Some(&UNSEEN) {
                    let seen = self.order.get(to).copied().unwrap_or_default();
                    self.lower(node, seen);
                }
                continue;
            }
            path.pop();
            self.leave(node);
            if let (Some(&(parent, _)), Some(&low)) = (path.last(), self.low.get(node)) {
                if self.component.get(node) == Some(&UNSEEN) {
                    self.lower(parent, low);
                }
            }
        }
    }

    /// Opens a node, and returns its first edge.
    fn enter(&mut self, node: usize) -> usize {
        if let (Some(order), Some(low)) = (self.order.get_mut(node), self.low.get_mut(node)) {
            *order = self.next;
            *low = self.next;
        }
        self.next += 1;
        self.open.push(node);
        self.starts.get(node).copied().unwrap_or_default()
    }

    /// Closes a node. If it leads to no earlier node, its component is complete.
    fn leave(&mut self, node: usize) {
        if self.low.get(node) != self.order.get(node) {
            return;
        }
        while let Some(member) = self.open.pop() {
            if let Some(component) = self.component.get_mut(member) {
                *component = self.found;
            }
            if member == node {
                break;
            }
        }
        self.found += 1;
    }

    fn lower(&mut self, node: usize, to: u32) {
        if let Some(low) = self.low.get_mut(node) {
            *low = to.min(*low);
        }
    }
}

#[cfg(test)]
mod tests;
