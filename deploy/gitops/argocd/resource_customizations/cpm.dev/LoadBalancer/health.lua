-- Conditions follow kstatus; status.observedGeneration is -1 until the operator has answered.
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
elseif ready.status == "True" then
  -- The message tells warnings, too.
  hs.status = "Healthy"
  hs.message = ready.message
elseif ready.reason == "UnknownRegion" then
  -- It may only come later.
  hs.status = "Progressing"
  hs.message = ready.message
else
  hs.status = "Degraded"
  hs.message = ready.message
end
return hs
