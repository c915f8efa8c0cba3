#include "course/selection.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace ipclab::course {
namespace {

// Levenshtein's distance, one row at a time.
std::size_t edits(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

std::vector<std::string> names_in(const Lab& lab) {
  std::vector<std::string> names;
  for (const Step& step : lab.steps) {
    names.push_back(std::to_string(step.number));
    for (const Program& program : step.programs)
      if (!program.given) names.push_back(program.name);
  }
  for (const check::Check& check : lab.promises->checks) names.emplace_back(check.id);
  return names;
}

std::string suggestion(const std::string& prefix, std::string_view name, const std::vector<std::string>& names) {
  const std::string near = nearest(name, names);
  if (!near.empty()) return "; did you mean " + prefix + near + "?";
  if (names.size() > 8) return "; ./ipclab list " + prefix.substr(0, prefix.find('/')) + " shows what there is";
  std::string all;
  for (const std::string& other : names) all += (all.empty() ? "" : ", ") + other;
  return "; there " + std::string(names.size() == 1 ? "is " : "are ") + (all.empty() ? "none" : all);
}

const Step* step_named(const Lab& lab, const std::string& name) {
  for (const Step& step : lab.steps)
    if (name == std::to_string(step.number) || name == step.folder) return &step;
  return nullptr;
}

// A step, a program or a check of the lab; false when there is no such thing.
bool look_up(What& what, std::string name) {
  if (const Step* step = step_named(*what.lab, name)) {
    what.step = step;
    return true;
  }
  if ((what.check = what.lab->check(name)) != nullptr) {
    what.step = what.lab->step(what.lab->step_of(*what.check));
    return true;
  }
  if (name.ends_with(".cpp")) name.resize(name.size() - 4);
  if ((what.program = what.lab->program(name)) == nullptr) return false;
  what.step = what.lab->step(what.program->step);
  return true;
}

bool means(const What& what, const Lab& lab, const check::Check& check) {
  if (what.lab != &lab) return false;
  if (what.check != nullptr) return what.check == &check;
  if (what.program != nullptr) return check.program == what.program->name;
  return what.step == nullptr || what.step->number == lab.step_of(check);
}

void add_with_needs(const Lab& lab, const check::Check& check, std::set<const check::Check*>& wanted) {
  if (!wanted.insert(&check).second) return;
  for (const auto& need : check.needs)
    if (const auto* other = lab.check(need)) add_with_needs(lab, *other, wanted);
}

}  // namespace

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find('/'), text.size());
    if (end > 0 && text.substr(0, end) != ".") parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (parts.size() > 1 && parts.front() == "labs") parts.erase(parts.begin());
  return parts;
}

std::string nearest(std::string_view name, const std::vector<std::string>& names) {
  std::string best;
  std::size_t fewest = std::max<std::size_t>(2, name.size() / 3) + 1;  // further away it is no slip of the fingers
  for (const std::string& other : names) {
    const bool begun = name.size() >= 3 && other.starts_with(name);
    if (const std::size_t distance = begun ? 1 : edits(name, other); distance < fewest && distance < other.size()) {
      fewest = distance;
      best = other;
    }
  }
  return best;
}

What find_what(const Catalog& catalog, std::string_view text) {
  const auto parts = parts_of(text);
  std::vector<std::string> labs;
  for (const Lab& lab : catalog.labs()) labs.push_back(lab.id);
  if (parts.empty()) throw Unknown("`" + std::string(text) + "` names nothing" + suggestion("", text, labs));
  What what;
  what.lab = catalog.lab(parts.front());
  if (what.lab == nullptr) {
    for (const Lab& lab : catalog.labs())  // the lab left out: `check ends-with-input`
      if (What inner{&lab}; parts.size() == 1 && look_up(inner, parts.front()))
        throw Unknown("no lab `" + parts.front() + "`; did you mean " + lab.id + "/" + parts.front() + "?");
    throw Unknown("no lab `" + parts.front() + "`" + suggestion("", parts.front(), labs));
  }
  // A longer path narrows down: pipe/3-relay/relay.cpp is the program of that step.
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Step* outer = what.step;
    if (!look_up(what, parts[i]) || (outer != nullptr && what.step != outer))
      throw Unknown("no step, program or check `" + parts[i] + "` in " + what.lab->id +
                    (outer != nullptr ? "/" + std::to_string(outer->number) : "") +
                    suggestion(what.lab->id + "/", parts[i], names_in(*what.lab)));
  }
  return what;
}

std::vector<Chosen> choose(const Catalog& catalog, const std::vector<std::string>& texts) {
  std::vector<What> whats;
  for (const std::string& text : texts) whats.push_back(find_what(catalog, text));
  std::vector<Chosen> chosen;
  for (const Lab& lab : catalog.labs()) {
    std::set<const check::Check*> wanted;
    for (const check::Check& check : lab.promises->checks)
      if (whats.empty() || std::any_of(whats.begin(), whats.end(), [&](const What& what) { return means(what, lab, check); }))
        add_with_needs(lab, check, wanted);
    for (const Step& step : lab.steps)
      for (const check::Check& check : lab.promises->checks)
        if (wanted.count(&check) != 0 && lab.step_of(check) == step.number) chosen.push_back({&lab, &check});
  }
  return chosen;
}

}  // namespace ipclab::course
