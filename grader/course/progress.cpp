#include "course/progress.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace ipclab::course {
namespace {

using check::Verdict;
using nlohmann::json;

constexpr int kFormat = 1;
constexpr Verdict kVerdicts[] = {Verdict::passed,       Verdict::failed,  Verdict::blocked,
                                 Verdict::inconclusive, Verdict::skipped, Verdict::broken};

std::optional<Verdict> verdict_named(const std::string& name) {
  for (const Verdict verdict : kVerdicts)
    if (check::name(verdict) == name) return verdict;
  return std::nullopt;
}

std::string key_of(const std::string& lab, const std::string& name) { return lab + "/" + name; }

}  // namespace

Progress::Progress(std::filesystem::path file) : file_(std::move(file), "progress") {
  file_.read([this](const std::string& text) { return parse(text); });
}

bool Progress::parse(const std::string& text) {
  try {
    const json all = json::parse(text);
    if (all.at("format_version") != kFormat) return false;
    for (const auto& [name, entry] : all.at("checks").items()) {
      const auto verdict = verdict_named(entry.at("verdict"));
      if (!verdict) return false;
      checks_[name] = {*verdict, entry.value("bug", "")};
    }
    for (const auto& [name, seen] : all.at("hints").items()) hints_[name] = seen.get<int>();
    at_ = all.value("at", "");
    return true;
  } catch (const json::exception&) {
    checks_.clear();
    hints_.clear();
    at_.clear();
    return false;
  }
}

std::optional<Progress::Last> Progress::last(const std::string& lab, const std::string& check) const {
  const auto found = checks_.find(key_of(lab, check));
  return found == checks_.end() ? std::nullopt : std::optional(found->second);
}

int Progress::hints_seen(const std::string& lab, const std::string& bug) const {
  const auto found = hints_.find(key_of(lab, bug));
  return found == hints_.end() ? 0 : std::max(0, found->second);
}

void Progress::record(const check::CheckResult& result) {
  if (check::kept_so_far(result)) return;
  Last& last = checks_[key_of(result.lab, result.check)];
  last.verdict = result.verdict;
  if (result.verdict == Verdict::failed) last.bug = result.bug.value_or("");
}

void Progress::saw_hint(const std::string& lab, const std::string& bug, int number) {
  int& seen = hints_[key_of(lab, bug)];
  seen = std::max(seen, number);
}

void Progress::forget(const std::string& lab, const std::string& check) { checks_.erase(key_of(lab, check)); }

void Progress::save() const {
  json all{{"format_version", kFormat}, {"checks", json::object()}, {"hints", json::object()}};
  for (const auto& [name, last] : checks_) {
    all["checks"][name]["verdict"] = check::name(last.verdict);
    if (!last.bug.empty()) all["checks"][name]["bug"] = last.bug;
  }
  for (const auto& [name, seen] : hints_) all["hints"][name] = seen;
  if (!at_.empty()) all["at"] = at_;
  file_.write(all.dump(2) + "\n");
}

}  // namespace ipclab::course
