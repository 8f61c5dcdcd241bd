// Package matcher finds what payments pay.
package matcher
