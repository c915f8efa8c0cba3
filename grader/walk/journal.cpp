#include "walk/journal.hpp"

#include <nlohmann/json.hpp>

namespace ipclab::walk {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

constexpr int kFormat = 1;

Entry entry_from_json(const json& from) {
  Entry entry;
  entry.station = from.at("station");
  entry.skipped = from.value("skipped", false);
  if (entry.skipped) return entry;
  entry.predicted = from.at("predicted").get<Texts>();
  entry.shown = from.at("shown").get<Texts>();
  return entry;
}

json to_json(const Entry& entry) {
  if (entry.skipped) return {{"station", entry.station}, {"skipped", true}};
  return {{"station", entry.station}, {"predicted", entry.predicted}, {"shown", entry.shown}};
}

}  // namespace

Journal::Journal(std::filesystem::path file) : file_(std::move(file), "what you have predicted") {
  file_.read([this](const std::string& text) { return parse(text); });
}

bool Journal::parse(const std::string& text) {
  try {
    const json all = json::parse(text);
    if (all.at("format_version") != kFormat) return false;
    for (const json& entry : all.at("answers")) entries_.push_back(entry_from_json(entry));
    at_ = all.value("at", "");
    return true;
  } catch (const json::exception&) {
    entries_.clear();
    at_.clear();
    return false;
  }
}

void Journal::save() const {
  json all{{"format_version", kFormat}, {"at", at_}, {"answers", json::array()}};
  for (const Entry& entry : entries_) all["answers"].push_back(to_json(entry));
  file_.write(all.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

}  // namespace ipclab::walk
