// The part of JSON Schema that docs/*.schema.json use: enough to hold a document and its schema together.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ipclab::tests {

// What is wrong, a line each. `schema` is a file below the project's folder.
[[nodiscard]] std::vector<std::string> breaches(const nlohmann::json& document, const std::string& schema);
[[nodiscard]] nlohmann::json schema_in(const std::string& file);

}  // namespace ipclab::tests
