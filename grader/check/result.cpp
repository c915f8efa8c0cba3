#include "check/result.hpp"

namespace ipclab::check {

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed: return "passed";
    case Verdict::failed: return "failed";
    case Verdict::blocked: return "blocked";
    case Verdict::inconclusive: return "inconclusive";
    case Verdict::skipped: return "skipped";
    case Verdict::broken: return "broken";
  }
  return "?";
}

std::string_view name(Symptom::Kind kind) {
  switch (kind) {
    case Symptom::Kind::any: return "any";
    case Symptom::Kind::stuck: return "stuck";
    case Symptom::Kind::endless: return "endless";
    case Symptom::Kind::status: return "status";
    case Symptom::Kind::killed: return "killed";
    case Symptom::Kind::output: return "output";
    case Symptom::Kind::left: return "left";
    case Symptom::Kind::unreaped: return "unreaped";
    case Symptom::Kind::state: return "state";
    case Symptom::Kind::memory: return "memory";
  }
  return "?";
}

const std::optional<Place>& own_place(const Waiting& line) {
  return line.from && (!line.at || line.at->file != line.from->file) ? line.from : line.at;
}

bool kept_so_far(const CheckResult& result) { return result.explored && result.explored->reduced; }

bool matches(const Symptom& evidence, const Symptom& seen) {
  if (evidence.kind == Symptom::Kind::any) return true;
  return evidence.kind == seen.kind && (evidence.detail.empty() || evidence.detail == seen.detail);
}

}  // namespace ipclab::check
