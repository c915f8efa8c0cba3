#include "app/watch_pages.hpp"

#include "course/selection.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace ipclab::app {
namespace {

using course::Diagnostic;
using report::Paint;
using report::painted;

// Only the student's own files are opened: what is given is right.
std::optional<Spot> own_spot(const Position& at, const std::string& file, int line) {
  const std::string name = file.substr(file.rfind('/') + 1);
  for (const std::string& own : at.step->own)
    if (own.substr(own.rfind('/') + 1) == name) return Spot{at.lab->id + "/" + own, line};
  return std::nullopt;
}

std::optional<Spot> spot_in(const Position& at, const course::BuildFinding& build) {
  for (const Diagnostic& one : build.diagnostics)
    if (one.kind == Diagnostic::Kind::error)
      if (const auto spot = own_spot(at, one.file, one.line)) return spot;
  return own_spot(at, build.program + ".cpp", 0);
}

std::optional<Spot> spot_in(const Position& at, const check::CheckResult& result) {
  if (result.finding) {
    const check::Finding& finding = *result.finding;
    if (finding.at)
      if (const auto spot = own_spot(at, finding.at->file, finding.at->line)) return spot;
    for (const check::Waiting& one : finding.waiting)
      for (const auto& place : {own_place(one), one.at})
        if (place)
          if (const auto spot = own_spot(at, place->file, place->line)) return spot;
  }
  return own_spot(at, result.program + ".cpp", 0);
}

}  // namespace

CoursePage course_page(const course::Catalog& catalog, const course::Progress& progress, const Position& at, const Position& marked,
                       const report::Style& style) {
  CoursePage page;
  std::size_t line = 0;
  const auto add = [&](const std::string& left, const std::string& right, Paint paint) {
    const std::size_t used = report::columns(left) + report::columns(right);
    const bool beside = used + 2 <= std::min<std::size_t>(style.width, 76);
    page.text += painted(style, paint, left) + (beside ? std::string(std::min<std::size_t>(style.width, 76) - used, ' ') : "\n      ") + right + "\n";
    line += beside ? 1 : 2;
  };
  for (const course::Lab& lab : catalog.labs()) {
    if (line > 0) {
      page.text += "\n";
      ++line;
    }
    add(lab.id + ": " + lab.title, how_far(lab, progress), Paint::strong);
    for (const course::Step& step : lab.steps) {
      const Position here{&lab, &step};
      const bool done = is_done(lab, progress, step.number);
      if (here == marked) page.line = line;
      add(fmt::format("{} {} {} {}", here == marked ? ">" : " ", done ? "✓" : here == at ? "●" : "·", step.number, step.name), how_far(lab, progress, step.number),
          here == marked ? Paint::strong : done ? Paint::good : Paint::plain);
    }
  }
  return page;
}

Spot spot_of(const Position& at, const course::Grade* grade) {
  const Spot first{at.lab->id + "/" + at.step->own.front(), 0};
  if (grade == nullptr || grade->labs.empty() || grade->labs.front().steps.empty()) return first;
  const course::GradedStep& step = grade->labs.front().steps.front();
  if (!step.builds.empty()) return spot_in(at, step.builds.front()).value_or(first);
  const course::GradedCheck* unkept = report::first_unkept(step);
  return unkept == nullptr ? first : spot_in(at, unkept->result).value_or(first);
}

std::string standing_line(const course::Catalog& catalog, const course::Progress& progress) {
  if (progress.at().empty()) return "";
  try {
    const course::What at = course::find_what(catalog, progress.at());
    if (at.step == nullptr) return "";
    return fmt::format("{} · step {} · {}: {}. On with it: ./ipclab\n", at.lab->id, at.step->number, at.step->name,
                       how_far(*at.lab, progress, at.step->number));
  } catch (const course::Unknown&) {
    return "";
  }
}

}  // namespace ipclab::app
