# Sanitizers of the grader itself (presets asan, tsan); the students' programs have their own flags.
set(IPCLAB_SANITIZE "" CACHE STRING "Sanitizers of the grader: empty, address, thread")
add_library(ipclab_sanitizers INTERFACE)
add_library(ipclab::sanitizers ALIAS ipclab_sanitizers)
if(IPCLAB_SANITIZE)
  target_compile_options(ipclab_sanitizers INTERFACE -fsanitize=${IPCLAB_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(ipclab_sanitizers INTERFACE -fsanitize=${IPCLAB_SANITIZE})
endif()
