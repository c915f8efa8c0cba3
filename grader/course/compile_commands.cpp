#include "course/compile_commands.hpp"

#include "course/build.hpp"
#include "course/compile.hpp"

#include <nlohmann/json.hpp>

namespace ipclab::course {
namespace {

using nlohmann::json;

json arguments_for(const std::string& source) {
  json words{kCompiler};
  for (const std::string& flag : flags_of(check::Build::plain))
    if (!flag.starts_with("-Wl,")) words.push_back(flag);
  words.push_back("-c");
  words.push_back(source);
  return words;
}

}  // namespace

std::string compile_commands(const Catalog& catalog, std::string_view project) {
  json all = json::array();
  for (const Lab& lab : catalog.labs())
    for (const Step& step : lab.steps)
      for (const Program& program : step.programs) {
        const auto folder = catalog.root() / "labs" / lab.id / step.folder;
        // In the step's folder, so that -I given means what it means to the grader.
        const std::string source = program.file.substr(step.folder.size() + 1);
        all.push_back({{"directory", folder.string()}, {"file", (folder / source).string()}, {"arguments", arguments_for(source)}});
      }
  const json others = json::parse(project, nullptr, false);
  if (others.is_array())
    for (const json& entry : others)
      if (entry.is_object() && entry.contains("file") && entry.contains("directory")) all.push_back(entry);
  return all.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace ipclab::course
