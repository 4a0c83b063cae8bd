/** What must hold whatever is asked, in whatever order, on however many nodes: properties and walks over the whole API. */
package app.kasar.laws;
