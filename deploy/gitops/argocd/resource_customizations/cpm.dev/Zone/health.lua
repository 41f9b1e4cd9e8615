-- Conditions follow kstatus; status.observedGeneration is -1 until the operator has answered.
--
-- A zone that is not open is healthy: it is what spec.state says. "Suspended" would keep a sync waiting for the commit that
-- opens the zone, and the commit waiting for the sync. What a closed zone means for a placement is told there.
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
elseif ready.reason == "InvalidSpec" or ready.reason == "InternalError" or ready.reason == "Overcommitted" then
  hs.status = "Degraded"
  hs.message = ready.message
else
  hs.status = "Healthy"
  hs.message = ready.message
end
return hs
