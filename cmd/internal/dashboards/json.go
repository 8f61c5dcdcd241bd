package dashboards

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// object is a piece of Grafana's JSON; encoding/json writes its keys in order.
type object = map[string]any

// schemaVersion is that of Grafana 11; newer ones migrate it as they read it.
const schemaVersion = 39

// JSON writes a dashboard in a language, "fr" or "en", as Grafana provisions it.
func (d Dashboard) JSON(lang string) ([]byte, error) {
	var panels []object
	id, y := 1, 0
	for _, r := range d.Rows {
		panels = append(panels, object{"id": id, "type": "row", "title": r.Title.Of(lang), "collapsed": false,
			"panels": []any{}, "gridPos": object{"h": 1, "w": 24, "x": 0, "y": y}})
		id, y = id+1, y+1
		x := 0
		for _, p := range r.Panels {
			if x+p.Width > 24 {
				x, y = 0, y+r.Height
			}
			panels = append(panels, p.json(id, lang, object{"h": r.Height, "w": p.Width, "x": x, "y": y}))
			id, x = id+1, x+p.Width
		}
		y += r.Height
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(object{
		"uid": d.UID + "-" + lang, "title": "rappro · " + d.Title.Of(lang), "tags": []string{"rappro", lang},
		"timezone": "Europe/Paris", "weekStart": "monday", "schemaVersion": schemaVersion, "version": 1,
		"editable": true, "graphTooltip": 1, "refresh": "5m", "fiscalYearStartMonth": 0,
		"time": object{"from": "now-90d", "to": "now"}, "timepicker": object{},
		"annotations": object{"list": []any{}}, "templating": object{"list": variables(lang)},
		"links": []object{{"type": "dashboards", "title": "rappro", "tags": []string{"rappro", lang},
			"asDropdown": true, "keepTime": true, "includeVars": true, "icon": "external link",
			"targetBlank": false, "tooltip": "", "url": ""}},
		"panels": panels})
	return b.Bytes(), err
}

func datasource() object { return object{"type": "prometheus", "uid": "${datasource}"} }

// variables are those above every dashboard. One currency at a time: amounts of two are never added.
func variables(lang string) []object {
	label := func(fr, en string) string { return Text{fr, en}.Of(lang) }
	query := func(name, title, of string, several bool) object {
		v := object{"name": name, "type": "query", "label": title, "datasource": datasource(),
			"definition": of, "query": object{"qryType": 1, "query": of, "refId": "PrometheusVariableQueryEditor-VariableQuery"},
			"refresh": 2, "sort": 1, "hide": 0, "regex": "", "options": []any{}, "skipUrlSync": false,
			"multi": several, "includeAll": several, "current": object{}}
		if several {
			v["allValue"] = ".*"
			v["current"] = object{"selected": true, "text": []string{"All"}, "value": []string{"$__all"}}
		}
		return v
	}
	return []object{
		{"name": "datasource", "type": "datasource", "query": "prometheus", "label": label("Source", "Source"),
			"current": object{}, "hide": 0, "includeAll": false, "multi": false, "options": []any{}, "refresh": 1,
			"regex": "", "skipUrlSync": false},
		query("company", label("Société", "Company"), "label_values(rappro_payments, company)", true),
		query("account", label("Compte", "Account"),
			`label_values(rappro_statements_held{company=~"$company"}, account)`, true),
		query("currency", label("Devise", "Currency"),
			`label_values(rappro_receivables_net_amount{company=~"$company"}, currency)`, false),
		query("period", label("Période", "Period"), "label_values(rappro_encaissements_amount, period)", false),
	}
}

func (p Panel) json(id int, lang string, at object) object {
	out := object{"id": id, "type": string(p.Kind), "title": p.Title.Of(lang), "gridPos": at,
		"datasource": datasource(), "targets": p.targets(lang),
		"description": p.About.Of(lang) + "\n\n`" + p.Command + "`",
		"fieldConfig": object{"defaults": p.defaults(lang), "overrides": p.overrides(lang)},
		"options":     p.options()}
	if t := p.transformations(); t != nil {
		out["transformations"] = t
	}
	return out
}

func (p Panel) targets(lang string) []object {
	var out []object
	for i, s := range p.Series {
		format := "time_series"
		if p.Kind == Table || p.Kind == BarChart {
			format = "table"
		}
		// A stat shows now; its sparkline would ask for the whole range.
		out = append(out, object{"refId": string(rune('A' + i)), "datasource": datasource(), "editorMode": "code",
			"expr": s.Expr.PromQL(), "legendFormat": s.Name.Of(lang), "format": format,
			"instant": !p.Kind.OverTime(), "range": p.Kind.OverTime()})
	}
	return out
}

// defaults are the unit, the digits and the thresholds. A figure that is not there is a dash, never
// 0. Grafana's own unit of days would show sixty of them as weeks.
func (p Panel) defaults(lang string) object {
	unit := map[Unit]struct {
		id     string
		digits int
	}{Amount: {"locale", 2}, Share: {"percentunit", 1}, Days: {"suffix:" + Text{" j", " d"}.Of(lang), 1}, Count: {"locale", 0}, Times: {"none", 2},
		Seconds: {"s", 0}, Bytes: {"bytes", 0}, Instant: {"time:YYYY-MM-DD", 0}}[p.Unit]
	steps := []object{{"color": "text", "value": nil}}
	for i, s := range p.Steps {
		if i == 0 {
			steps[0]["color"] = s.Color // below the second
			continue
		}
		steps = append(steps, object{"color": s.Color, "value": s.From})
	}
	mode := "thresholds"
	if p.Kind == TimeSeries {
		mode = "palette-classic"
	}
	return object{"unit": unit.id, "decimals": unit.digits, "noValue": "—", "mappings": []any{},
		"thresholds": object{"mode": "absolute", "steps": steps}, "color": object{"mode": mode},
		"custom": p.custom()}
}

func (p Panel) custom() object {
	switch p.Kind {
	case TimeSeries:
		stacking := "none"
		fill := 0
		if p.Stacked {
			stacking, fill = "normal", 40
		}
		return object{"drawStyle": "line", "lineInterpolation": "stepAfter", "lineWidth": 1, "fillOpacity": fill,
			"showPoints": "never", "spanNulls": false, "stacking": object{"mode": stacking, "group": "A"}}
	case BarChart:
		return object{"fillOpacity": 80, "lineWidth": 1}
	case Table:
		return object{"align": "auto", "cellOptions": object{"type": "auto"}, "inspect": false}
	}
	return object{}
}

func (p Panel) options() object {
	reduce := object{"calcs": []string{"lastNotNull"}, "fields": "", "values": false}
	switch p.Kind {
	case Stat:
		return object{"reduceOptions": reduce, "orientation": "auto", "textMode": "auto", "colorMode": "value",
			"graphMode": "none", "justifyMode": "auto", "wideLayout": true}
	case BarGauge:
		return object{"reduceOptions": reduce, "orientation": "horizontal", "displayMode": "basic",
			"valueMode": "color", "showUnfilled": true, "namePlacement": "auto", "sizing": "auto",
			"minVizHeight": 16, "minVizWidth": 8}
	case TimeSeries:
		return object{"legend": object{"displayMode": "list", "placement": "bottom", "showLegend": true,
			"calcs": []string{"lastNotNull"}}, "tooltip": object{"mode": "multi", "sort": "desc"}}
	case BarChart:
		return object{"xField": "month_offset", "orientation": "auto", "showValue": "never", "stacking": "none",
			"barWidth": 0.9, "groupWidth": 0.7, "xTickLabelRotation": 0, "tooltip": object{"mode": "single", "sort": "none"},
			"legend": object{"displayMode": "list", "placement": "bottom", "showLegend": false}}
	}
	return object{"showHeader": true, "cellHeight": "sm", "sortBy": []object{{"displayName": "Value", "desc": true}},
		"footer": object{"show": false, "reducer": []string{"sum"}, "countRows": false, "fields": ""}}
}

// onlyLabel is the label that a series is named by, empty where it is named otherwise.
func onlyLabel(name string) string {
	label, ok := strings.CutPrefix(name, "{{")
	label, closed := strings.CutSuffix(label, "}}")
	if !ok || !closed || strings.ContainsAny(label, "{} ") {
		return ""
	}
	return label
}

// sorted are the keys of a map in order.
func sorted(m map[string]Text) []string { return slices.Sorted(maps.Keys(m)) }

// overrides translate the codes by which series are named, and those in the cells of tables.
func (p Panel) overrides(lang string) []object {
	out := []object{}
	known := words()
	for _, s := range p.Series {
		texts := known[onlyLabel(s.Name.Of(lang))]
		for _, value := range sorted(texts) {
			out = append(out, object{"matcher": object{"id": "byName", "options": value},
				"properties": []object{{"id": "displayName", "value": texts[value].Of(lang)}}})
		}
	}
	if p.Kind != Table {
		return out
	}
	for _, label := range sorted(columns()) {
		properties := []object{{"id": "displayName", "value": columns()[label].Of(lang)}}
		if len(known[label]) > 0 {
			texts := object{}
			for i, value := range sorted(known[label]) {
				texts[value] = object{"text": known[label][value].Of(lang), "index": i}
			}
			properties = append(properties, object{"id": "mappings", "value": []object{{"type": "value", "options": texts}}})
		}
		out = append(out, object{"matcher": object{"id": "byName", "options": label}, "properties": properties})
	}
	return out
}

// transformations leave out the columns that say nothing, and put months in order of time.
func (p Panel) transformations() []object {
	const month = "month_offset"
	convert := func(to string) object {
		return object{"id": "convertFieldType", "options": object{"fields": object{},
			"conversions": []object{{"targetField": month, "destinationType": to}}}}
	}
	hide := object{"id": "organize", "options": object{"excludeByName": object{"Time": true},
		"indexByName": object{}, "renameByName": object{}}}
	switch p.Kind {
	case Table:
		return []object{hide}
	case BarChart:
		return []object{hide, convert("number"),
			{"id": "sortBy", "options": object{"fields": object{}, "sort": []object{{"field": month, "desc": true}}}},
			convert("string")}
	}
	return nil
}

// FileName is where a dashboard lies under deploy/grafana.
func (d Dashboard) FileName(lang string) string {
	return fmt.Sprintf("dashboards/%s/%s.json", lang, d.UID)
}

// Queries are all queries of a dashboard with the place they stand in.
func (d Dashboard) Queries() []Placed {
	var out []Placed
	for _, r := range d.Rows {
		for _, p := range r.Panels {
			for i, s := range p.Series {
				out = append(out, Placed{d.UID + ": " + p.Title.EN + " " + strconv.Itoa(i+1), p, s})
			}
		}
	}
	return out
}

// Placed is a query and where it stands.
type Placed struct {
	Where  string
	Panel  Panel
	Series Series
}
