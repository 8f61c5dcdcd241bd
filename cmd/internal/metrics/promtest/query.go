package promtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Sample is a series with its value at one instant.
type Sample struct {
	Labels map[string]string
	Value  float64
	At     time.Time
}

// Query evaluates an expression at an instant.
func (s *Server) Query(expr string, at time.Time) ([]Sample, error) {
	return s.ask("query", url.Values{"query": {expr}, "time": {unix(at)}})
}

// QueryRange evaluates an expression at every step from one instant to another, as a panel that
// shows time does.
func (s *Server) QueryRange(expr string, from, to time.Time, step time.Duration) ([]Sample, error) {
	return s.ask("query_range", url.Values{"query": {expr}, "start": {unix(from)}, "end": {unix(to)},
		"step": {strconv.FormatFloat(step.Seconds(), 'f', -1, 64)}})
}

// LabelValues lists the values of a label among the series that match.
func (s *Server) LabelValues(label, match string, from, to time.Time) ([]string, error) {
	var out []string
	err := s.get("label/"+label+"/values",
		url.Values{"match[]": {match}, "start": {unix(from)}, "end": {unix(to)}}, &out)
	return out, err
}

func unix(t time.Time) string { return strconv.FormatFloat(float64(t.UnixMilli())/1000, 'f', 3, 64) }

func (s *Server) ask(path string, q url.Values) ([]Sample, error) {
	var data struct {
		Result []struct {
			Metric map[string]string
			Value  *[2]any
			Values [][2]any
		}
	}
	if err := s.get(path, q, &data); err != nil {
		return nil, err
	}
	var out []Sample
	for _, r := range data.Result {
		if r.Value != nil {
			r.Values = append(r.Values, *r.Value)
		}
		for _, v := range r.Values {
			at, ok1 := v[0].(float64)
			text, ok2 := v[1].(string)
			value, err := strconv.ParseFloat(text, 64)
			if !ok1 || !ok2 || err != nil {
				return nil, fmt.Errorf("%s: a value of %v", q.Get("query"), v)
			}
			out = append(out, Sample{r.Metric, value, time.UnixMilli(int64(at * 1000))})
		}
	}
	return out, nil
}

// get reads one answer of the HTTP API.
func (s *Server) get(path string, q url.Values, into any) error {
	res, err := http.Get("http://" + s.address + "/api/v1/" + path + "?" + q.Encode())
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	answer := struct {
		Status, Error string
		Data          json.RawMessage
	}{}
	if err := json.Unmarshal(body, &answer); err != nil {
		return fmt.Errorf("%s: %w: %s", path, err, body)
	}
	if answer.Status != "success" {
		return fmt.Errorf("%s: %s", q.Get("query"), answer.Error)
	}
	return json.Unmarshal(answer.Data, into)
}
