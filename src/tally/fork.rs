//! Visitors that several readers share out among themselves.

use super::scan::Visitor;

/// Can be shared out among those who read, and put together again; who saw which row must make no difference.
pub trait Fork: Visitor + Send {
    /// A visitor that has seen nothing yet.
    #[must_use]
    fn fork(&self) -> Self;

    /// Takes what another one saw.
    fn join(&mut self, other: Self);
}

impl Fork for () {
    fn fork(&self) {}

    fn join(&mut self, (): ()) {}
}

impl<A: Fork, B: Fork> Fork for (A, B) {
    fn fork(&self) -> Self {
        (self.0.fork(), self.1.fork())
    }

    fn join(&mut self, other: Self) {
        self.0.join(other.0);
        self.1.join(other.1);
    }
}
