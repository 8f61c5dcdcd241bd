// Package web serves what rappro shows over HTTP: today /metrics for Prometheus and
// /healthz for whoever watches the process. It listens on the loopback interface unless it
// is told otherwise, answers GET alone, and every phase of a request has its time limit.
package web
