{{/* A Service's name begins with a letter and has no dot; -metrics is put after it, of 63 letters in all. */}}
{{- define "cpm.name" -}}
{{- $name := .Values.fullnameOverride | default .Release.Name | replace "." "-" }}
{{- regexMatch "^[0-9]" $name | ternary (printf "cpm-%s" $name) $name | trunc 55 | trimSuffix "-" -}}
{{- end }}

{{- define "cpm.labels" -}}
app.kubernetes.io/name: {{ include "cpm.name" . | quote }}
app.kubernetes.io/part-of: cpm-operator
{{- end }}

{{- define "cpm.selector" -}}
app.kubernetes.io/name: {{ include "cpm.name" . | quote }}
{{- end }}

{{- define "cpm.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if or .tag (not .digest) }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end }}
{{- end }}

{{/* The regions as --regions takes them: each once, in order. */}}
{{- define "cpm.regions" -}}
{{- $named := list }}
{{- range .Values.regions }}
{{- $named = append $named (nospace .) }}
{{- end }}
{{- join "," ($named | uniq | sortAlpha) }}
{{- end }}

{{/* The lease of those regions; the operator makes the same name, and its role has to name it. */}}
{{- define "cpm.lease" -}}
{{- $regions := include "cpm.regions" . }}
{{- if not $regions -}}
cpm-operator
{{- else -}}
{{- $prefix := hasPrefix "!" $regions | ternary "cpm-operator-all-but-" "cpm-operator-" }}
{{- $name := printf "%s%s" $prefix ($regions | replace "!" "" | replace "," "-") }}
{{- if and (le (len $name) 63) (not (contains "." $name)) -}}
{{ $name }}
{{- else -}}
{{ $name | replace "." "-" | trunc 54 | trimAll "-" }}-{{ sha256sum $regions | trunc 8 }}
{{- end }}
{{- end }}
{{- end }}
