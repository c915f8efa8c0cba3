// The verdict behind judge() and explain().
#pragma once
#include "observe/scene.hpp"
#include <optional>
#include <vector>

namespace ipclab::observe {

// `doubts`: one a task, in their order; nothing for a task that only another task could wake.
[[nodiscard]] Standstill verdict(Scene& scene, std::vector<std::optional<Doubt>>& doubts);

}  // namespace ipclab::observe
