# Psych:  ruby worker.rb psych|psych-nodes ; the protocol is that of worker.py
#
# "psych" is YAML.safe_load; "psych-nodes" gives the events of the parser, for SafeYAML's rules, which are a table here:
# a scalar is ["plain", text] or ["str", text].
require "json"
require "yaml"
require "date"
require "time"
require "base64"

MOST = 20_000
# how Jekyll finds the front matter
JEKYLL = /\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)/m

class Tagger
  def initialize
    @left = MOST
  end

  def tag(value, depth = 0)
    @left -= 1
    raise "too large" if @left < 0 || depth > 60
    case value
    when nil then ["null"]
    when true, false then ["bool", value]
    when Integer then ["int", value.to_s]
    when Float then ["float", value.nan? ? "7ff8000000000000" : [value].pack("G").unpack1("H*")]
    when String
      if value.encoding == Encoding::BINARY then ["binary", Base64.strict_encode64(value)] else ["str", value] end
    when Symbol then ["symbol", value.to_s]
    when Date then ["date", value.iso8601]
    when Time then ["time", value.iso8601(9)]
    when Array then ["seq", value.map { |item| tag(item, depth + 1) }]
    when Hash then ["map", value.map { |key, item| [tag(key, depth + 1), tag(item, depth + 1)] }]
    else ["other", value.class.name]
    end
  end
end

class Nodes
  def initialize
    @left = MOST
    @anchors = {}
  end

  def tag(node, depth = 0)
    @left -= 1
    raise "too large" if @left < 0 || depth > 60
    result =
      case node
      when Psych::Nodes::Document then return tag(node.root, depth)
      when Psych::Nodes::Alias then return @anchors.fetch(node.anchor)
      when Psych::Nodes::Scalar
        if node.tag == "!binary" || node.tag == "tag:yaml.org,2002:binary"
          ["binary", Base64.strict_encode64(Base64.decode64(node.value))]
        else
          [node.quoted ? "str" : "plain", node.value]
        end
      when Psych::Nodes::Sequence then ["seq", node.children.map { |item| tag(item, depth + 1) }]
      when Psych::Nodes::Mapping
        ["map", node.children.each_slice(2).map { |key, item| [tag(key, depth + 1), tag(item, depth + 1)] }]
      end
    @anchors[node.anchor] = result if node.anchor
    result
  end
end

def front(request)
  return request[1] if request[0] == "yaml"
  text = request[1].delete_prefix("\uFEFF")
  text =~ JEKYLL ? $1 : "{}"
end

$stdout.sync = true
$stdin.set_encoding("UTF-8")
$stdin.each_line do |line|
  answer =
    begin
      text = front(JSON.parse(line))
      if ARGV[0] == "psych"
        Tagger.new.tag(YAML.safe_load(text, permitted_classes: [Date, Time, Symbol], aliases: true))
      else
        tree = YAML.parse(text)
        tree ? Nodes.new.tag(tree) : ["null"]
      end
    rescue StandardError, SystemStackError => error
      ["error", "#{error.class}: #{error.message}"[0, 200]]
    end
  puts JSON.generate(answer)
end
