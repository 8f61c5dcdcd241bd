package dashboards

import (
	"fmt"
	"strings"
)

// Langs are the languages in which the dashboards are written.
func Langs() []string { return []string{"fr", "en"} }

// Files are all files under deploy/grafana, by name: the dashboards, and what tells Grafana where
// they and Prometheus are.
func Files() (map[string][]byte, error) {
	out := map[string][]byte{
		"provisioning/datasources/rappro.yaml": []byte(source),
		"provisioning/dashboards/rappro.yaml":  []byte(providers()),
	}
	for _, d := range All() {
		for _, lang := range Langs() {
			text, err := d.JSON(lang)
			if err != nil {
				return nil, err
			}
			out[d.FileName(lang)] = text
		}
	}
	return out, nil
}

// source is the datasource; a scrape a minute is enough, for figures change when a file comes.
const source = `# Where Prometheus answers. Made by ` + "`make dashboards`" + `.
apiVersion: 1
datasources:
  - name: rappro
    uid: rappro-prometheus
    type: prometheus
    access: proxy
    url: http://127.0.0.1:9090
    jsonData:
      timeInterval: 60s
`

// providers are one folder for each language.
func providers() string {
	var b strings.Builder
	b.WriteString("# The dashboards of rappro, a folder for each language. Made by `make dashboards`.\n" +
		"apiVersion: 1\nproviders:\n")
	for _, lang := range Langs() {
		name := map[string]string{"fr": "rappro (français)", "en": "rappro (English)"}[lang]
		fmt.Fprintf(&b, `  - name: rappro-%[1]s
    folder: %[2]s
    folderUid: rappro-%[1]s
    type: file
    allowUiUpdates: false
    updateIntervalSeconds: 60
    options:
      path: /var/lib/grafana/dashboards/rappro/%[1]s
`, lang, name)
	}
	return b.String()
}
