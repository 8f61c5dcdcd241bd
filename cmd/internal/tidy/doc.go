// Package tidy holds no code: its tests keep the house in order. They read the source of
// the whole module and prove the import rules of DESIGN section 4, each with its reason,
// that packages and exported names are documented, that no amount is a float, and that
// nothing depends on a clock or on chance where the same input must give the same result.
package tidy
