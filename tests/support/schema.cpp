#include "support/schema.hpp"

#include "support/source_text.hpp"

#include <algorithm>

using nlohmann::json;

namespace ipclab::tests {
namespace {

bool has_type(const json& value, const std::string& type) {
  return type.empty() || (type == "object" && value.is_object()) || (type == "array" && value.is_array()) || (type == "string" && value.is_string()) ||
         (type == "integer" && value.is_number_integer()) || (type == "number" && value.is_number()) || (type == "boolean" && value.is_boolean());
}

void validate(const json& value, const json& schema, const json& root, const std::string& path, std::vector<std::string>& wrong) {
  if (schema.contains("$ref")) {
    const std::string name = schema["$ref"].get<std::string>().substr(std::string("#/$defs/").size());
    return validate(value, root["$defs"].at(name), root, path, wrong);
  }
  const std::string type = schema.value("type", "");
  if (!has_type(value, type)) wrong.push_back(path + " is no " + type);
  if (schema.contains("const") && value != schema["const"]) wrong.push_back(path + " is not " + schema["const"].dump());
  if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end()) wrong.push_back(path + " is " + value.dump());
  if (value.is_object() && schema.contains("properties")) {
    for (const auto& name : schema.value("required", json::array()))
      if (!value.contains(name)) wrong.push_back(path + " lacks " + name.get<std::string>());
    for (const auto& [name, inner] : value.items()) {
      if (schema["properties"].contains(name)) validate(inner, schema["properties"][name], root, path + "." + name, wrong);
      else if (schema.value("additionalProperties", true) == false) wrong.push_back(path + "." + name + " is not in the schema");
    }
  }
  if (value.is_array() && schema.contains("items"))
    for (std::size_t i = 0; i < value.size(); ++i) validate(value[i], schema["items"], root, path + "[" + std::to_string(i) + "]", wrong);
}

}  // namespace

json schema_in(const std::string& file) { return json::parse(text_of(file)); }

std::vector<std::string> breaches(const json& document, const std::string& schema) {
  const json root = schema_in(schema);
  std::vector<std::string> wrong;
  validate(document, root, root, "document", wrong);
  return wrong;
}

}  // namespace ipclab::tests
