-- Conditions follow kstatus; status.observedGeneration is -1 until the operator has answered.
--
-- A region without an open zone is healthy: that is what its zones say, and no fault of its own.
local hs = {}
local status = obj.status
local ready = nil
if status ~= nil and status.conditions ~= nil and status.observedGeneration == obj.metadata.generation then
  for _, condition in ipairs(status.conditions) do
    if condition.type == "Ready" then
      ready = condition
    end
  end
end

if ready == nil then
  hs.status = "Progressing"
  hs.message = "the operator has not answered yet"
elseif ready.reason == "InvalidSpec" or ready.reason == "InternalError" then
  hs.status = "Degraded"
  hs.message = ready.message
else
  hs.status = "Healthy"
  hs.message = ready.message
end
return hs
