// go-yaml v3; the protocol is that of worker.py.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

const most = 20000

type tagger struct{ left int }

func (t *tagger) tag(value interface{}, depth int) []interface{} {
	t.left--
	if t.left < 0 || depth > 60 {
		panic("too large")
	}
	switch v := value.(type) {
	case nil:
		return []interface{}{"null"}
	case bool:
		return []interface{}{"bool", v}
	case int, int64, uint64:
		return []interface{}{"int", fmt.Sprint(v)}
	case float64:
		if math.IsNaN(v) {
			return []interface{}{"float", "7ff8000000000000"}
		}
		return []interface{}{"float", fmt.Sprintf("%016x", math.Float64bits(v))}
	case string:
		return []interface{}{"str", v}
	case []byte:
		return []interface{}{"binary", base64.StdEncoding.EncodeToString(v)}
	case time.Time:
		return []interface{}{"time", v.Format(time.RFC3339Nano)}
	case []interface{}:
		items := make([]interface{}, 0, len(v))
		for _, item := range v {
			items = append(items, t.tag(item, depth+1))
		}
		return []interface{}{"seq", items}
	case map[string]interface{}:
		pairs := make([]interface{}, 0, len(v))
		for key, item := range v {
			pairs = append(pairs, []interface{}{t.tag(key, depth+1), t.tag(item, depth+1)})
		}
		return []interface{}{"map", pairs}
	case map[interface{}]interface{}:
		pairs := make([]interface{}, 0, len(v))
		for key, item := range v {
			pairs = append(pairs, []interface{}{t.tag(key, depth+1), t.tag(item, depth+1)})
		}
		return []interface{}{"map", pairs}
	}
	return []interface{}{"other", fmt.Sprintf("%T", value)}
}

// front finds the front matter as Hugo does: between a first line "---" and the next line that begins with "---".
func front(request []string) (string, error) {
	if request[0] == "yaml" {
		return request[1], nil
	}
	text := strings.TrimPrefix(request[1], "\ufeff")
	if !strings.HasPrefix(text, "---") {
		return "{}", nil
	}
	first := strings.IndexAny(text, "\n")
	if first < 0 {
		return "", errors.New("no end of the front matter")
	}
	end := strings.Index(text[first:], "\n---")
	if end < 0 {
		return "", errors.New("no end of the front matter")
	}
	return text[first+1 : max(first+1, first+end+1)], nil
}

func max(one, two int) int {
	if one > two {
		return one
	}
	return two
}

func read(line []byte) (answer []interface{}) {
	defer func() {
		if failure := recover(); failure != nil {
			answer = []interface{}{"error", fmt.Sprint(failure)}
		}
	}()
	var request []string
	if err := json.Unmarshal(line, &request); err != nil {
		return []interface{}{"error", err.Error()}
	}
	text, err := front(request)
	if err != nil {
		return []interface{}{"error", err.Error()}
	}
	var value interface{}
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		return []interface{}{"error", err.Error()}
	}
	t := tagger{most}
	return t.tag(value, 0)
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 0 {
			if encoder.Encode(read(line)) != nil {
				os.Exit(1)
			}
			out.Flush()
		}
		if err != nil {
			return
		}
	}
}
